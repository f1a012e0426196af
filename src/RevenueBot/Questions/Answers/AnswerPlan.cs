using RevenueBot.Metrics;
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

    /// <summary>The days between which the ledger sums.</summary>
    public static IReadOnlyList<DateOnly> Boundaries(IEnumerable<Period> periods) =>
        [.. new SortedSet<DateOnly>(periods.SelectMany(period => new[] { period.Start, period.End }))];
}
