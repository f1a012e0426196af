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
            Headline = ScorecardWords.Headline(asked, scores, span),
            Sentences = [.. ScorecardWords.Best(card, span), .. early > 0 ? [$"{Format.Counted(early, "alert")} {(early == 1 ? "is" : "are")} less than 60 days old and not judged yet."] : Array.Empty<string>(), How, .. FactQualifiers.Of(asked, "alerts and answers about them")],
            Figures = [new("fired", "Alerts", Format.Count(fired), Number: fired), new("kept", "MRR kept", Format.Money(scores.Sum(score => score.SavedMrr), asked.Currency), "acted on, and stayed", scores.Sum(score => score.SavedMrr))],
            Table = ScorecardWords.Table(asked, card),
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
            Table = new(["Rule", "Judged", "Left, 30 days", "Left, 60 days", "Churns", "Caught", "Acted on", "Time to act", "Useful", "Not useful"],
                [.. card.Scores.Select(row => (IReadOnlyList<string>)[row.Rule.Id, .. Counts(row.Score.Judged, row.Score.LeftWithin30, row.Score.LeftWithin60, row.Score.Churns, row.Score.Caught, row.Score.ActedOn), row.Score.MedianToAct is { } time ? Alerts.States.Reasons.Duration(time) : Format.Undefined, .. Counts(row.Score.Useful, row.Score.NotUseful)])],
                "Time to act: median until somebody acknowledged it or was given it."),
        };
    }

    /// <summary>Of the last whole month, or of the span that was asked for.</summary>
    private Task<Scorecard> ReadAsync(Asked asked, CancellationToken cancel) =>
        desk.ReadAsync(asked.FrameOf(asked.Question.Window ?? new Window.Last(1, CalendarUnit.Month)).Period, asked.Day, cancel);

    private static IEnumerable<string> Counts(params int[] counts) => counts.Select(count => Format.Count(count));

    private static string MonthBefore(Scorecard card) => card.Span.Start.AddMonths(-1).ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
