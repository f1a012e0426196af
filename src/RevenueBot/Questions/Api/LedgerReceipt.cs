using System.Runtime.CompilerServices;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>A ledger row of a receipt.</summary>
/// <param name="Mrr">What it changed, in its own currency.</param>
internal sealed record ReceiptRow(
    DateOnly Date, string CustomerId, string SubscriptionId, string PlanId, string Kind, string Reason, MoneyJson Mrr, DateTimeOffset At, DateTimeOffset RecordedAt)
{
    public static ReceiptRow Of(MovementRow row) => new(
        row.Movement.Day, row.CustomerId, row.Movement.SubscriptionId, row.Movement.PlanId, Words(row.Movement.Kind.ToString()), Words(row.Movement.Reason.ToString()),
        MoneyJson.Of(row.Movement.Amount, row.Movement.Currency), row.Movement.At, row.RecordedAt);

    /// <summary>DiscountStart → discount_start</summary>
    private static string Words(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

/// <summary>A balance in one currency, the rate of the day, and what it is in the reporting currency.</summary>
/// <param name="Rate">Null where there is none: then it is in no figure.</param>
internal sealed record ReceiptBalance(string Currency, MoneyJson Balance, decimal? Rate, MoneyJson? Reporting);

/// <summary>The proof of MRR: per currency, opening and the amounts of the rows are the closing; the closings at the rate of the day are the figure.</summary>
/// <param name="Figure">In the metric that was asked for: ARR is twelve times MRR.</param>
/// <param name="NextCursor">For the next rows; null at the end.</param>
internal sealed record ReceiptJson(
    string Metric, DateOnly From, DateOnly To, DateTimeOffset KnownAt, MoneyJson Figure, MoneyJson Mrr, IReadOnlyList<ReceiptBalance> Opening, IReadOnlyList<ReceiptRow> Entries, string? NextCursor,
    IReadOnlyList<ReceiptBalance> Closing, string Profile);

/// <summary>Reads the rows behind a figure of the ledger.</summary>
internal sealed class LedgerReceipt(LedgerReader ledger, MovementReader rows, Company company)
{
    public Company Company => company;

    /// <summary>The whole receipt but its rows, as known at an instant: pages of one receipt agree.</summary>
    public async Task<ReceiptJson> HeadAsync(string route, Metric metric, MetricQuery query, DateTimeOffset knownAt, CancellationToken cancel)
    {
        var period = new Period(query.First, query.Last.AddDays(1));
        var asked = new Asked { Question = new Question { Metric = metric, Only = query.Only }, Now = knownAt, Calendar = company.Calendar, Currency = company.Currency };
        var snapshot = await ledger.ReadAsync(new LedgerQuery(asked.Dimension, [period.Start, period.End], query.KnownAt), cancel);
        var view = new LedgerView(snapshot, asked, [period]);
        return new(
            route, query.First, query.Last, knownAt, MoneyJson.Of(view.Total(period).Closing, company.Currency), MoneyJson.Of(view.Mrr(period).Closing, company.Currency),
            Balances(view, period.Start.AddDays(-1)), [], null, Balances(view, period.LastDay), snapshot.ProfileName);
    }

    /// <summary>Its rows, by day, customer and position.</summary>
    public async IAsyncEnumerable<ReceiptRow> RowsAsync(MetricQuery query, DateTimeOffset knownAt, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wanted = new MovementQuery(query.First, query.Last.AddDays(1), By: query.Only?.By ?? Dimension.Total, Key: query.Only?.Key, KnownAt: knownAt);
        await foreach (var row in rows.ReadAsync(wanted, cancel))
            if (row.Movement.Amount != 0) yield return ReceiptRow.Of(row);
    }

    private List<ReceiptBalance> Balances(LedgerView view, DateOnly day) =>
        [.. view.Snapshot.Cells.Where(cell => cell.LastDay <= day).GroupBy(cell => cell.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => Balance(group.Key, group.Sum(cell => cell.Amount), view.Rates.Find(group.Key, day)))];

    private ReceiptBalance Balance(Currency currency, long micros, decimal? rate) => new(
        currency.Code, MoneyJson.Of(micros, currency), rate,
        rate is { } known ? MoneyJson.Of(decimal.ToInt64(Math.Round(micros * known, MidpointRounding.AwayFromZero)), company.Currency) : null);
}
