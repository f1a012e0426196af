using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Nps;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Nps;

/// <summary>Scores in words.</summary>
internal static class NpsWords
{
    /// <summary>"42.0", "−3.5": to one decimal, as shares are.</summary>
    public static string Points(decimal points)
    {
        var shown = Shown(points);
        return (shown < 0 ? "−" : "") + Math.Abs(shown).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>"40", "42.5": a score as it was set.</summary>
    public static string Goal(decimal points) => (points < 0 ? "−" : "") + Math.Abs(points).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>"42.0 (±9.1, 118 responses)"</summary>
    public static string Score(NpsScore score) => score.Points is not { } points ? Format.Undefined
        : $"{Points(points)} ({(score.Margin is { } margin ? $"±{Points(margin)}, " : "")}{Format.Counted(score.Responses, "response")})";

    /// <summary>"up 3.0 points vs 29 May–26 Aug", "unchanged vs …"; how the shown figures differ.</summary>
    public static string Change(NpsScore now, NpsScore before, string span)
    {
        if (now.Points is not { } points || before.Points is not { } then) return $"no responses in {span} to compare with";
        var change = Shown(points) - Shown(then);
        return change == 0 ? $"unchanged vs {span}" : $"{(change > 0 ? "up" : "down")} {Points(Math.Abs(change))} points vs {span}";
    }

    /// <summary>"Target for November is above 40, measured on 90 days: reached." Above is strict, on the unrounded score.</summary>
    public static string? TargetSentence(NpsScore score, Target? target, Days days) => (score.Points, target) switch
    {
        ({ } points, { } goal) => $"Target for {days.MonthName(goal.Month)} is {Range(goal)}, measured on {NpsAnswers.UsualDays} days: {(IsReached(points, goal) ? "reached" : "not reached")}.",
        _ => null,
    };

    private static bool IsReached(decimal points, Target target) => target.Kind switch
    {
        TargetKind.Minimum => points > target.Value,
        TargetKind.Level => points >= target.Value,
        TargetKind.Range => points >= target.Value && !(points > target.Upper),
    };

    private static string Range(Target target) => target.Kind switch
    {
        TargetKind.Minimum => $"above {Goal(target.Value)}",
        TargetKind.Level => Goal(target.Value),
        TargetKind.Range => target.Upper is { } upper ? $"{Goal(target.Value)} to {Goal(upper)}" : $"at least {Goal(target.Value)}",
    };

    private static decimal Shown(decimal points) => Math.Round(points, 1, MidpointRounding.AwayFromZero);
}
