using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>How a row of the ledger becomes an entry of a series.</summary>
internal delegate TEntry EntryOf<TEntry>(PeriodMrr row, EntryKey key, Currency currency);

/// <summary>What the routes of this family share: the query read, the ledger read, and the figures written with where they come from.</summary>
internal sealed class RatioDesk(LedgerReader reader, MetricRequests requests, Company company, TimeProvider time)
{
    public Company Company => company;

    /// <summary>What is asked for, or what is wrong with it.</summary>
    public Task<(MetricQuery? Query, ProblemHttpResult? Wrong)> ReadAsync(HttpRequest http, Metric metric, CancellationToken cancel) => requests.ReadAsync(http, metric, cancel);

    /// <summary>An entry per interval and key; the summary is the same figure of the whole span.</summary>
    public async Task<IResult> SeriesAsync<TEntry>(HttpRequest http, Metric metric, EntryOf<TEntry> entryOf, CancellationToken cancel)
    {
        var (query, wrong) = await ReadAsync(http, metric, cancel);
        if (query is null) return wrong!;
        var periods = query.Periods(company.Calendar);
        Period whole = new(query.First, query.Last.AddDays(1));
        var view = await ViewAsync(query, [.. periods, whole], cancel, withoutMoney: metric == Metric.Customers);
        return Write(view, query, [.. view.Rows(periods).Select(row => entryOf(row, EntryKey.Of(view, query, row.Key), company.Currency))], entryOf(view.Mrr(whole), default, company.Currency));
    }

    /// <param name="withoutMoney">Counts need no exchange rates: none may be missed.</param>
    public async Task<LedgerView> ViewAsync(MetricQuery query, IReadOnlyList<Period> periods, CancellationToken cancel, bool withoutMoney = false)
    {
        var asked = AskedOf(query);
        var snapshot = await reader.ReadAsync(new LedgerQuery(query.Dimension, AnswerPlan.Boundaries(periods), query.KnownAt), cancel);
        return new LedgerView(withoutMoney ? CountCells.Of(snapshot, company.Currency) : snapshot, asked, periods);
    }

    /// <summary>Up to the running day nothing is pinned, so that what was computed ahead can answer.</summary>
    public Asked AskedOf(MetricQuery query)
    {
        var isNow = query.AsOf(company.Calendar.DayOf(time.GetUtcNow())) is null;
        return new()
        {
            Question = new Question { By = query.By, Only = query.Only, KnownAt = query.KnownAt, AsOf = isNow ? null : query.Last }, Now = time.GetUtcNow(), Calendar = company.Calendar, Currency = company.Currency,
        };
    }

    public static IResult Write<TEntry, TSummary>(LedgerView view, MetricQuery query, IReadOnlyList<TEntry> entries, TSummary summary) =>
        TypedResults.Json(MetricJson.Of(view, query, summary, entries), ApiJson.Options);
}

/// <summary>Cells of a ledger that is asked for counts only: all in the reporting currency, so that a missing rate hides no customer.</summary>
internal static class CountCells
{
    public static LedgerSnapshot Of(LedgerSnapshot snapshot, Currency currency) => snapshot with
    {
        Cells = [.. snapshot.Cells.Select(cell => cell with { Currency = currency, Amount = 0, Gross = 0, Committed = 0, Trial = 0 })],
    };
}
