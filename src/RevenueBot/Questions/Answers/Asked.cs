using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
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

    /// <summary>Who reads the answer, see <see cref="AskContext"/>; null where nobody said.</summary>
    public string? Reader { get; init; }

    /// <summary>What people call the value that the question is limited to; null without one, or until the ledger was read.</summary>
    public string? OnlyName { get; init; }

    /// <summary>The dimension by which the ledger is read.</summary>
    public Dimension Dimension => Question.Only?.By ?? Question.By;

    /// <summary>What the figures are of, in sentences: "MRR", "MRR of plan Pro".</summary>
    public string MetricName => Question.Only is { } only ? $"{Question.MetricName} of {KeyLabel.Phrase(only, OnlyName ?? only.Key)}" : Question.MetricName;

    public DateOnly Today => Calendar.DayOf(Now);

    /// <summary>The last day the answer speaks of.</summary>
    public DateOnly Day => Question.AsOf ?? (Question.KnownAt is { } instant ? Calendar.DayOf(instant) : Today);

    /// <summary>False while the day still runs, so that its month end is not read as whole.</summary>
    public bool DayIsOver => Day < Today;

    /// <summary>The last instant of the day that is asked about; of a day that still runs, now.</summary>
    public DateTimeOffset Moment
    {
        get
        {
            var (end, now) = (Calendar.StartOf(Day.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond), Question.KnownAt ?? Now);
            return end < now ? end : now;
        }
    }

    public Days Days => new(Today.Year);

    /// <summary>The question with the name of the value it is limited to.</summary>
    public Asked Named(LedgerSnapshot snapshot) => Question.Only is not { } only ? this
        : this with { OnlyName = KeyLabel.Of(only.By, only.Key, snapshot.KeyNames.GetValueOrDefault(only.Key)).Name };

    /// <summary>The days that a span is compared with: those before it, or what the question names.</summary>
    public Period BeforeOf(Frame frame) => Question.Versus is { } versus ? Comparison.Of(versus, frame, this) : frame.Before;

    /// <summary>The days of a window, seen from the day of the answer.</summary>
    public Frame FrameOf(Window window) => Frame.Of(window, Day, DayIsOver, Calendar);
}
