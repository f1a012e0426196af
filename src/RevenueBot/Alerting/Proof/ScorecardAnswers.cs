using RevenueBot.Alerts.Proof;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Proof;

/// <summary><c>/scorecard</c>: what the alerts of a month were worth, rule by rule.</summary>
internal sealed class ScorecardAnswers(ScorecardDesk desk) : IMetricAnswers
{
    private const string How =
        "An alert came true where its customer left within 60 days; it is judged then, or when the 60 days have passed. A churn was caught where the rule fired on one of the 60 days before. "
        + "Kept is the MRR at stake in judged alerts that somebody acted on and whose customer stayed: it stayed after, which does not prove because of it.";

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Scorecard];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var card = await ReadAsync(asked, cancel);
        var (scores, span) = (card.Scores.Select(row => row.Score).ToList(), asked.Days.Span(card.Span.Start, card.Span.LastDay));
        var (fired, early) = (scores.Sum(score => score.Fired), scores.Sum(score => score.TooEarly));
        return Provenance.Around(asked, card.Snapshot.Sources, card.Snapshot.ProfileName) with
        {
            Headline = Headline(asked, scores, span),
            Sentences = [.. Best(card, span), .. early > 0 ? [$"{Format.Counted(early, "alert")} {(early == 1 ? "is" : "are")} less than 60 days old and not judged yet."] : Array.Empty<string>(), How, .. FactQualifiers.Of(asked, "alerts and answers about them")],
            Figures = [new("fired", "Alerts", Format.Count(fired), Number: fired), new("kept", "MRR kept", Format.Money(scores.Sum(score => score.SavedMrr), asked.Currency), "acted on, and stayed", scores.Sum(score => score.SavedMrr))],
            Table = Table(asked, card),
            Suggestions = [new("The month before", $"/scorecard in {MonthBefore(card)}")],
        };
    }

    /// <summary>The counts behind each rate.</summary>
    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var card = await ReadAsync(asked, cancel);
        return Provenance.Around(asked, card.Snapshot.Sources, card.Snapshot.ProfileName) with
        {
            Headline = $"How the scorecard of {asked.Days.Span(card.Span.Start, card.Span.LastDay)} is counted",
            Sentences = [How],
            Table = new(["Rule", "Judged", "Left, 30 days", "Left, 60 days", "Churns", "Caught", "Acted on", "Useful", "Not useful"],
                [.. card.Scores.Select(row => (IReadOnlyList<string>)[row.Rule.Id, .. new[] { row.Score.Judged, row.Score.LeftWithin30, row.Score.LeftWithin60, row.Score.Churns, row.Score.Caught, row.Score.ActedOn, row.Score.Useful, row.Score.NotUseful }.Select(count => Format.Count(count))])]),
        };
    }

    /// <summary>Of the last whole month, or of the span that was asked for.</summary>
    private Task<Scorecard> ReadAsync(Asked asked, CancellationToken cancel) =>
        desk.ReadAsync(asked.FrameOf(asked.Question.Window ?? new Window.Last(1, CalendarUnit.Month)).Period, asked.Day, cancel);

    private static string Headline(Asked asked, List<RuleScore> scores, string span)
    {
        var (fired, notUseful) = (scores.Sum(score => score.Fired), scores.Sum(score => score.NotUseful));
        if (fired == 0) return $"No alert fired in {span}.";
        var (judged, right) = (scores.Sum(score => score.Judged), scores.Sum(score => score.LeftWithin60));
        var truth = judged == 0 ? "none of them can be judged yet" : $"{Format.Count(right)} of {Format.Count(judged)} that can be judged came true ({Format.Percent((decimal)right / judged)})";
        return $"{Format.Counted(fired, "alert")} fired in {span}: {truth}, {Format.Money(scores.Sum(score => score.SavedMrr), asked.Currency)} MRR was kept{(notUseful > 0 ? $", and {Format.Count(notUseful)} {(notUseful == 1 ? "answer said" : "answers said")} not useful" : "")}.";
    }

    /// <summary>"health caught the most: 4 of 6 churns, 21 days ahead (median)."</summary>
    private static IEnumerable<string> Best(Scorecard card, string span)
    {
        if (card.Scores.FirstOrDefault(row => row.Score.Churns > 0).Score is not { } any) yield break;
        var (rule, score) = card.Scores.MaxBy(row => row.Score.Caught);
        yield return score.Caught == 0
            ? $"No rule warned of any of the {Format.Counted(any.Churns, "churn")} in {span}."
            : $"{rule.Id} caught the most: {Format.Count(score.Caught)} of {Format.Counted(score.Churns, "churn")}, {Lead(score)} days ahead (median).";
    }

    private static AnswerTable Table(Asked asked, Scorecard card)
    {
        var money = MoneyFormat.For(asked.Currency, card.Scores.Select(row => row.Score.SavedMrr));
        return new(["Rule", "Fired", "Came true", "Caught", "Lead", $"Kept, {asked.Currency.Code}", "Not useful"],
            [.. card.Scores.Select(row => (IReadOnlyList<string>)
                [row.Rule.Id, Format.Count(row.Score.Fired), Share(row.Score.Precision), Share(row.Score.Recall), Lead(row.Score), money.Cell(row.Score.SavedMrr), Format.Count(row.Score.NotUseful)])],
            "Lead: median days. –: nothing to judge, or a rule that warns of no churn.");
    }

    private static string Share(decimal? share) => share is { } value ? Format.Percent(value) : Format.Undefined;

    private static string Lead(RuleScore score) => score.MedianLead?.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) ?? Format.Undefined;

    private static string MonthBefore(Scorecard card) => card.Span.Start.AddMonths(-1).ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
