using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Alerting.Proof;

/// <summary>A rule of the scorecard. Shares are fractions, null where there is nothing to judge.</summary>
internal sealed record ScoreEntry(
    string Rule, string Title, int Fired, int Judged, int TooEarly, int LeftWithin30, int LeftWithin60, decimal? Precision, int Churns, int Caught, decimal? Recall,
    decimal? MedianLeadDays, int ActedOn, decimal? MedianHoursToAct, int SavedCustomers, MoneyJson SavedMrr, int Useful, int NotUseful);

/// <param name="From">First day of the month.</param>
/// <param name="To">Its last.</param>
internal sealed record ScorecardJson(DateOnly From, DateOnly To, IReadOnlyList<ScoreEntry> Entries, DateOnly AsOf, DateTimeOffset? DataThrough);

/// <summary><c>GET /api/v1/alerts/scorecard</c></summary>
internal static class ScorecardEndpoint
{
    private const int Decimals = 6;

    public static ApiParameter Month { get; } = new("month", "The month whose alerts are judged, such as 2026-09; by default the last whole one.");

    public static void MapScorecard(this RouteGroupBuilder api) => api.MapGet("/alerts/scorecard", GetAsync).Produces<ScorecardJson>().ProducesProblem(StatusCodes.Status400BadRequest).Takes(Month)
        .WithSummary("What the alerts of a month were worth, rule by rule: how many came true, which churns they caught, what was kept.");

    private static async Task<Results<JsonHttpResult<ScorecardJson>, ProblemHttpResult>> GetAsync(HttpRequest http, ScorecardDesk desk, Company company, TimeProvider time, CancellationToken cancel)
    {
        var today = company.Calendar.DayOf(time.GetUtcNow());
        var month = Metrics.Month.Of(today).Previous;
        if (http.Parameter("month") is { } text && (!Metrics.Month.TryParse(text, out month) || month.Year is < Calendar.FirstYear or > Calendar.LastYear))
            return Requests.Wrong("month is a month such as 2026-09.");

        var card = await desk.ReadAsync(Period.Of(month), today, cancel);
        return TypedResults.Json(
            new ScorecardJson(month.FirstDay, month.LastDay, [.. card.Scores.Select(row => Entry(row.Rule, row.Score, company.Currency))], today, Provenance.Through(card.Snapshot.Sources)), ApiJson.Options);
    }

    private static ScoreEntry Entry(Alerts.Rules.AlertRule rule, Alerts.Proof.RuleScore score, Currency currency) => new(
        rule.Id, rule.Title, score.Fired, score.Judged, score.TooEarly, score.LeftWithin30, score.LeftWithin60, Rounded(score.Precision), score.Churns, score.Caught, Rounded(score.Recall),
        score.MedianLead, score.ActedOn, Rounded((decimal?)score.MedianToAct?.TotalHours), score.SavedCustomers, MoneyJson.Of(score.SavedMrr, currency), score.Useful, score.NotUseful);

    private static decimal? Rounded(decimal? share) => share is { } value ? Math.Round(value, Decimals, MidpointRounding.AwayFromZero) : null;
}
