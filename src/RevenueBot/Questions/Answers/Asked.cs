using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>A question with everything its answer depends on apart from the ledger.</summary>
internal sealed record Asked
{
    public required Question Question { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required CompanyCalendar Calendar { get; init; }

    /// <summary>The reporting currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How old data may be before the answer says so above its figures.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(24);

    public DateOnly Today => Calendar.DayOf(Now);

    /// <summary>The last day the answer speaks of.</summary>
    public DateOnly Day => Question.AsOf ?? (Question.KnownAt is { } instant ? Calendar.DayOf(instant) : Today);

    /// <summary>False while the day still runs, so that its month end is not read as whole.</summary>
    public bool DayIsOver => Day < Today;

    public Days Days => new(Today.Year);

    /// <summary>The days of a window, seen from the day of the answer.</summary>
    public Frame FrameOf(Window window) => Frame.Of(window, Day, DayIsOver, Calendar);
}
