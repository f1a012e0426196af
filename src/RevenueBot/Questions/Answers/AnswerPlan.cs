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
        var frame = FrameOf(asked);
        if (question.By != Dimension.Total) return new KeysPlan(asked, frame);
        if (question.Why) return new BridgePlan(asked, frame);
        if (question.Window is null) return new BalancePlan(asked);
        return frame.Unit is CalendarUnit.Day or CalendarUnit.Week or CalendarUnit.Month ? new BridgePlan(asked, frame) : new RangePlan(asked, frame);
    }

    /// <summary>The days a question speaks of; where it names none, the month so far, or by a dimension the last six months.</summary>
    public static Frame FrameOf(Asked asked) =>
        asked.FrameOf(asked.Question.Window ?? (asked.Question is { By: not Dimension.Total, Why: false } ? HalfYear : ThisMonth));

    /// <summary>The days between which the ledger sums.</summary>
    public static IReadOnlyList<DateOnly> Boundaries(IEnumerable<Period> periods) =>
        [.. new SortedSet<DateOnly>(periods.SelectMany(period => new[] { period.Start, period.End }))];
}
