using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>From a question to the shape of its answer.</summary>
internal static class AnswerPlan
{
    private static readonly Window ThisMonth = new Window.This(CalendarUnit.Month);
    private static readonly Window HalfYear = new Window.Last(6, CalendarUnit.Month);

    public static IAnswerPlan For(Asked asked)
    {
        var question = asked.Question;
        if (question.By != Dimension.Total) return new KeysPlan(asked, asked.FrameOf(question.Window ?? (question.Why ? ThisMonth : HalfYear)));
        if (question.Why) return new BridgePlan(asked, asked.FrameOf(question.Window ?? ThisMonth));
        if (question.Window is not { } window) return new BalancePlan(asked);
        var frame = asked.FrameOf(window);
        return frame.Unit is CalendarUnit.Week or CalendarUnit.Month ? new BridgePlan(asked, frame) : new RangePlan(asked, frame);
    }

    /// <summary>The days between which the ledger sums. Rates may change with the month, or with the day, so movements are cut there.</summary>
    /// <param name="daily">True where some currency has daily rates.</param>
    public static IReadOnlyList<DateOnly> Boundaries(IEnumerable<Period> periods, bool daily)
    {
        SortedSet<DateOnly> days = [];
        foreach (var period in periods)
        {
            days.Add(period.Start);
            days.Add(period.End);
            for (var day = Next(period.Start, daily); day < period.End; day = Next(day, daily)) days.Add(day);
        }

        return [.. days];
    }

    /// <summary>True where these figures need sums by day to be converted.</summary>
    public static bool NeedsDays(LedgerSnapshot snapshot, Currency reporting)
    {
        var rates = new FxRates(reporting, snapshot.FxRates);
        return snapshot.Cells.Select(cell => cell.Currency).Distinct().Any(rates.IsDaily);
    }

    private static DateOnly Next(DateOnly day, bool daily) => daily ? day.AddDays(1) : Month.Of(day).Next.FirstDay;
}
