using RevenueBot.Alerting.Proof;
using RevenueBot.Questions;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Weekly;

/// <summary>How customers do: health by band and its change within a week, what alerts were worth, and what customers answered.</summary>
internal static class SuccessSection
{
    private const string NoProof = "Kept: acted on, and the customer stayed. Staying after a contact does not prove that the contact did it.";

    public static DigestSection Of(WeeklyFigures figures)
    {
        var (asked, success) = (figures.Asked, figures.Success);
        var health = HealthDistribution.Answer(figures.Current, success.Health);
        var (scores, fired) = (success.Scorecard.Scores.Select(row => row.Score).ToList(), success.Scorecard.Scores.Any(row => row.Score.Fired > 0));
        var span = asked.Days.Span(success.Scorecard.Span.Start, success.Scorecard.Span.LastDay);
        return new("customer-success", "Customer success")
        {
            Headline = health.Headline,
            Sentences = [.. health.Sentences, ScorecardWords.Headline(asked, scores, span), .. fired ? ScorecardWords.Best(success.Scorecard, span) : [], .. Early(scores.Sum(score => score.TooEarly))],
            Figures = [.. Nps(figures)],
            Tables = [.. health.Table is { } bands ? [new("Health", bands)] : Array.Empty<DigestTable>(), .. fired ? [new("Alerts by rule", ScorecardWords.Table(asked, Fired(success.Scorecard)))] : Array.Empty<DigestTable>()],
            Note = fired ? NoProof : null,
        };
    }

    private static Scorecard Fired(Scorecard card) => card with { Scores = [.. card.Scores.Where(row => row.Score.Fired > 0)] };

    private static IEnumerable<string> Early(int early) => early == 0 ? [] : [$"{Format.Counted(early, "alert")} {(early == 1 ? "is" : "are")} less than 60 days old and not judged yet."];

    /// <summary>Hidden where nobody answered.</summary>
    private static IEnumerable<Figure> Nps(WeeklyFigures figures)
    {
        var (now, before) = (figures.Success.Nps.Now, figures.Success.Nps.Before);
        if (now.Points is not { } points) yield break;
        var span = figures.Asked.Days.Span(figures.Success.Scorecard.Span.Start, figures.Success.Scorecard.Span.LastDay);
        var then = before.Points is { } other ? $", vs {NpsWords.Points(other)} the 90 days before" : "";
        yield return new("nps", $"NPS, {span}", NpsWords.Points(points), $"{(now.Margin is { } margin ? $"±{NpsWords.Points(margin)}, " : "")}{Format.Counted(now.Responses, "response")}{then}", Number: points);
    }
}
