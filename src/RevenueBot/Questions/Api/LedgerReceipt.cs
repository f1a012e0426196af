using System.Runtime.CompilerServices;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using Ratio = RevenueBot.Questions.Ratios.Ratio;

namespace RevenueBot.Questions.Api;

/// <summary>The receipt that is asked for, by the name of its route.</summary>
/// <param name="KnownAt">The moment of its rows: all pages of one receipt agree.</param>
internal sealed record WantedReceipt(string Route, Metric Metric, MetricQuery Query, DateTimeOffset KnownAt)
{
    public Period Period => new(Query.First, Query.Last.AddDays(1));
}

/// <summary>Reads the rows behind a figure of the ledger.</summary>
internal sealed class LedgerReceipt(LedgerReader ledger, MovementReader rows, Company company)
{
    public Company Company => company;

    /// <summary>The whole receipt but its rows.</summary>
    /// <param name="said">The same receipt in words.</param>
    public async Task<(LedgerReceiptJson Head, FxRates Rates)> HeadAsync(WantedReceipt wanted, Answer said, CancellationToken cancel)
    {
        var view = await ViewAsync(wanted, cancel);
        var (period, row) = (wanted.Period, view.Mrr(wanted.Period));
        MoneyJson Money(long micros) => MoneyJson.Of(micros, company.Currency);
        var (figure, number) = FigureOf(wanted.Metric, view, period);
        return (new(
            wanted.Route, said.Headline, said.Sentences, said.Table, wanted.Query.First, wanted.Query.Last, wanted.KnownAt, said.DataThrough, view.Snapshot.ProfileName, said.ProfileVersion,
            figure, number, Money(row.Closing), Money(row.Gross), Money(row.Committed), Money(row.Trial), Customers(view, period.Start), Customers(view, period.End),
            Balances(view, period.Start.AddDays(-1)), [], null, Balances(view, period.LastDay)), view.Rates);
    }

    /// <summary>Exchange rates of its days, for rows without their head.</summary>
    public async Task<FxRates> RatesAsync(WantedReceipt wanted, CancellationToken cancel) =>
        new(company.Currency, (await ledger.ContextAsync(Dimension.Total, wanted.Query.Last, wanted.Query.KnownAt, cancel)).FxRates);

    /// <summary>Its rows, by day, customer and position.</summary>
    public async IAsyncEnumerable<ReceiptRow> RowsAsync(WantedReceipt wanted, FxRates rates, [EnumeratorCancellation] CancellationToken cancel)
    {
        var by = wanted.Query.Only?.By ?? Dimension.Total;
        await foreach (var row in rows.ReadAsync(new MovementQuery(wanted.Period.Start, wanted.Period.End, By: by, Key: wanted.Query.Only?.Key, KnownAt: wanted.KnownAt), cancel))
            if (row.Movement is { Amount: not 0 } or { Gross: not 0 } or { Committed: not 0 } or { Trial: not 0 } or { Customers: not 0 } or { Trials: not 0 }) yield return ReceiptRow.Of(row, by, rates);
    }

    private async Task<LedgerView> ViewAsync(WantedReceipt wanted, CancellationToken cancel)
    {
        var asked = new Asked { Question = new Question { Metric = wanted.Metric, Only = wanted.Query.Only }, Now = wanted.KnownAt, Calendar = company.Calendar, Currency = company.Currency };
        return new LedgerView(await ledger.ReadAsync(new LedgerQuery(asked.Dimension, [wanted.Period.Start, wanted.Period.End], wanted.Query.KnownAt), cancel), asked, [wanted.Period]);
    }

    private (MoneyJson? Figure, decimal? Number) FigureOf(Metric metric, LedgerView view, Period period) => metric switch
    {
        Metric.Mrr or Metric.Arr => (MoneyJson.Of(view.Total(period).Closing, company.Currency), null),
        Metric.Customers => (null, Customers(view, period.End)),
        _ when Ratio.For(metric) is { IsMoney: true } ratio => (RatioJson.Money(ratio.Of(view.Mrr(period)), company.Currency), null),
        _ => (null, RatioJson.Number(Ratio.For(metric).Of(view.Mrr(period)))),
    };

    /// <summary>Whoever pays before a day, also in a currency without a rate.</summary>
    private static int Customers(LedgerView view, DateOnly before) => view.Snapshot.Cells.Where(cell => cell.LastDay < before).Sum(cell => cell.Customers);

    private List<ReceiptBalance> Balances(LedgerView view, DateOnly day) =>
        [.. view.Snapshot.Cells.Where(cell => cell.LastDay <= day).GroupBy(cell => cell.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => Balance(group.Key, [.. group], view.Rates.Find(group.Key, day)))];

    private ReceiptBalance Balance(Currency currency, List<LedgerCell> cells, decimal? rate)
    {
        MoneyJson Sum(Func<LedgerCell, long> of) => MoneyJson.Of(cells.Sum(of), currency);
        var micros = cells.Sum(cell => cell.Amount);
        return new(
            currency.Code, MoneyJson.Of(micros, currency), rate,
            rate is { } known ? MoneyJson.Of(decimal.ToInt64(Math.Round(micros * known, MidpointRounding.AwayFromZero)), company.Currency) : null,
            Sum(cell => cell.Gross), Sum(cell => cell.Committed), Sum(cell => cell.Trial));
    }
}
