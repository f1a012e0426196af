using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Reports.Daily;

/// <summary>The days that a daily report compares, like with like; one read of the ledger has them all.</summary>
/// <param name="Month">The month so far, and with <see cref="Frame.Before"/> the same part of the month before.</param>
/// <param name="Trend">Twelve whole months and the running one, for the picture.</param>
internal sealed record DailyPeriods(Period Day, Frame Month, TrendPicture Trend)
{
    private const int WeekLength = 7, WeeksBack = 4;

    /// <param name="asked">About a day that is over.</param>
    public static DailyPeriods Of(Asked asked) => new(
        new Period(asked.Day, asked.Day.AddDays(1)), asked.FrameOf(new Window.InMonth(Metrics.Month.Of(asked.Day))), TrendPicture.Of(asked.Day, asked.Day, asked.DayIsOver));

    /// <summary>The same weekday of the four weeks before, the newest first.</summary>
    public IReadOnlyList<Period> SameWeekdays => [.. Enumerable.Range(1, WeeksBack).Select(weeks => new Period(Day.Start.AddDays(-WeekLength * weeks), Day.End.AddDays(-WeekLength * weeks)))];

    public Period Week => new(Day.End.AddDays(-WeekLength), Day.End);

    public Period WeekBefore => new(Day.End.AddDays(-2 * WeekLength), Week.Start);

    public IReadOnlyList<Period> All => [.. new[] { Day, Month.Period, Month.Before, Week, WeekBefore }.Concat(SameWeekdays).Concat(Trend.Periods).Distinct()];
}
