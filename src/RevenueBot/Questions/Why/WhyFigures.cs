using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Why;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Why;

/// <summary>What moved MRR in some periods, with the ledger that it stands in.</summary>
/// <param name="Asked">The question, with its key by name.</param>
internal sealed record WhyView(Asked Asked, LedgerView Ledger, IReadOnlyList<Explained> Periods);

/// <summary>Reads the reasons of a change.</summary>
internal sealed class WhyFigures(LedgerReader reader, MovedAmounts amounts)
{
    /// <summary>With the customers behind it, of every period.</summary>
    public async Task<WhyView> ReadAsync(Asked asked, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var (named, ledger) = await LedgerAsync(asked, periods, cancel);
        List<Explained> explained = [];
        foreach (var period in periods) explained.Add(Of(named, ledger, period, Explanation.Of(await RowsAsync(named, period, cancel), ledger.Mrr(period), Rate(named, ledger))));
        return new WhyView(named, ledger, explained);
    }

    /// <summary>By reason alone: the database sums, and no customer is read.</summary>
    public async Task<WhyView> ReasonsAsync(Asked asked, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var (named, ledger) = await LedgerAsync(asked, periods, cancel);
        var (only, known) = (asked.Question.Only, asked.Question.KnownAt);
        var sums = await amounts.SumAsync(periods, only?.By ?? Dimension.Total, only?.Key, known, cancel);
        return new WhyView(named, ledger, [.. periods.Zip(sums, (period, rows) => Of(named, ledger, period, Explanation.OfReasons(rows, ledger.Mrr(period), Rate(named, ledger))))]);
    }

    private async Task<(Asked Named, LedgerView Ledger)> LedgerAsync(Asked asked, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var (named, snapshot) = await reader.ReadAsync(asked, periods, cancel);
        return (named, new LedgerView(snapshot, named, periods));
    }

    private Task<IReadOnlyList<MovedAmount>> RowsAsync(Asked asked, Period period, CancellationToken cancel) =>
        amounts.ReadAsync(period, asked.Question.Only?.By ?? Dimension.Total, asked.Question.Only?.Key, asked.Question.KnownAt, cancel);

    private static Func<Currency, DateOnly, decimal?> Rate(Asked asked, LedgerView ledger) =>
        (currency, day) => ledger.Rates.Find(currency, asked.Question.ConstantCurrency ? asked.Day : day);

    private static Explained Of(Asked asked, LedgerView ledger, Period period, Explanation why) =>
        new(ledger.Total(period), asked.Question.Metric == Metric.Arr ? Yearly(why) : why);

    private static Explanation Yearly(Explanation why) => why with
    {
        Reasons = [.. why.Reasons.Select(part => part with { Amount = part.Amount * 12 })],
        Largest = [.. why.Largest.Select(part => part with { Amount = part.Amount * 12 })],
        OthersAmount = why.OthersAmount * 12,
    };
}
