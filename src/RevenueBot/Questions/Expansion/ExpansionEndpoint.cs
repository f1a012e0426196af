using RevenueBot.Questions.Api;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Expansion;

/// <summary><c>GET /api/v1/metrics/expansion</c></summary>
internal static class ExpansionEndpoint
{
    private const int UsualPage = 100, MostPage = 1_000;

    public static IReadOnlyList<ApiParameter> Parameters { get; } = [.. ApiParameter.OfDay(Metric.Expansion), new("limit", "Customers of a page; by default 100."), new("cursor", "next_cursor of the page before.")];

    /// <summary>A page of the list. A cursor is good for the list it came from: after the next hourly pass another one begins.</summary>
    public static async Task<IResult> ListAsync(HttpRequest http, FactsDesk desk, ExpansionDesk expansion, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Expansion, cancel);
        if (query is null) return wrong!;
        if (Paging.Read(http.Parameter, UsualPage, MostPage) is not { } page) return Requests.Wrong($"limit is a number from 1 to {MostPage}, and cursor the next_cursor of the page before.");
        var asked = desk.AskedOf(query);
        var view = await expansion.BestAsync(asked, page.Limit, page.Skip, cancel);
        var isPinned = asked.Question.AsOf is not null || asked.Question.KnownAt is not null;
        if (!isPinned && page.At is { } first && Math.Abs((first - view.At).TotalSeconds) >= 1) return Requests.Wrong("The list has been computed anew since: begin again without cursor.");
        var end = page.Skip + view.Shown.Count;
        return TypedResults.Json(
            new ExpansionJson(
                [.. view.Shown.Select(one => ExpansionEntry.Of(one, desk.Currency))], ExpansionSummaryJson.Of(view, desk.Currency), end < view.Summary.Open.Customers ? Paging.Cursor(end, view.At) : null,
                query.Last, query.KnownAt, view.Around.DataThrough, view.Around.Profile!),
            ApiJson.Options);
    }
}
