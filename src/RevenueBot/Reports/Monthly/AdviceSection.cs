using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>At most three recommendations, and what became of those of the month before.</summary>
internal static class AdviceSection
{
    public static DigestSection? Of(MonthlyFigures figures)
    {
        if (figures.Advice.Count == 0 && figures.LastAdvice.Count == 0) return null;
        return new("advice", "Recommendations")
        {
            Headline = figures.Advice.Count switch { 0 => "No recommendation this month", 1 => "One recommendation", var count => $"{Format.Capital(Format.CountWord(count))} recommendations, worth the most first" },
            Advice = [.. figures.Advice.Select(one => one.Shown)],
            Tables = [.. BoardSections.Tables($"What became of those of {figures.Days.MonthName(Metrics.Month.Of(figures.Before.Period.Start))}", Before(figures))],
            Note = "Recommendations are made by rules, never by free writing; a rule that lacks one of its parts does not fire (docs/recommendations.md).",
        };
    }

    private static AnswerTable? Before(MonthlyFigures figures) => figures.LastAdvice.Count == 0 ? null : new(
        ["Recommendation", "Owner", "Measured", "Then", "Now", "What became of it"],
        [.. figures.LastAdvice.Select(one => (IReadOnlyList<string>)
        [
            one.Then.What, one.Then.Owner, one.Then.Measure, Value(figures, one.Then.Measured, one.Now), one.Now is { } now ? Value(figures, now.Value, now) : Format.Undefined, Came(one),
        ])],
        "Better or worse by the measure of the rule; whether somebody acted is not recorded, so the cause is not proven.");

    private static string Came(FollowedUp one) => one.Now switch
    {
        null => "The rule no longer fires",
        { Value: var now } when now < one.Then.Measured => "Better",
        { Value: var now } when now > one.Then.Measured => "Worse",
        _ => "Unchanged",
    };

    private static string Value(MonthlyFigures figures, long value, Measure? measure) => measure is { IsMoney: false } || (measure is null && value < 100_000) ? Format.Count(value) : Format.Money(value, figures.Asked.Currency);
}
