using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>Questions that go on from an answer about MRR.</summary>
internal static class FollowUps
{
    private static readonly Window HalfYear = new Window.Last(6, CalendarUnit.Month);

    /// <summary>What moved it, and which plan: one plan is not split further.</summary>
    public static IReadOnlyList<Suggestion> Of(Question question) => [Why(question), Wider(question)];

    public static Suggestion Why(Question question) => new("Why did it change?", (question with { By = Dimension.Total, Why = true }).ToString());

    /// <summary>By plan; where it is of one value already, its last months.</summary>
    public static Suggestion Wider(Question question) => question.Only is null
        ? new("By plan", (question with { Why = false, By = Dimension.Plan, Versus = null }).ToString())
        : new("Last 6 months", (question with { Why = false, Window = HalfYear, Versus = null }).ToString());
}
