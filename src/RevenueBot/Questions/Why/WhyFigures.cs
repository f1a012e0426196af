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
    public async Task<WhyView> ReadAsync(Asked asked, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var (named, snapshot) = await reader.ReadAsync(asked, periods, cancel);
        LedgerView ledger = new(snapshot, named, periods);
        List<Explained> explained = [];
        foreach (var period in periods) explained.Add(await ExplainAsync(named, ledger, period, cancel));
        return new WhyView(named, ledger, explained);
    }

    private async Task<Explained> ExplainAsync(Asked asked, LedgerView ledger, Period period, CancellationToken cancel)
    {
        var only = asked.Question.Only;
        var rows = await amounts.ReadAsync(period, only?.By ?? Dimension.Total, only?.Key, asked.Question.KnownAt, cancel);
        var constantAt = asked.Question.ConstantCurrency ? asked.Day : (DateOnly?)null;
        var why = Explanation.Of(rows, ledger.Mrr(period), (currency, day) => ledger.Rates.Find(currency, constantAt ?? day));
        return new Explained(ledger.Total(period), asked.Question.Metric == Metric.Arr ? Yearly(why) : why);
    }

    private static Explanation Yearly(Explanation why) => why with
    {
        Reasons = [.. why.Reasons.Select(part => part with { Amount = part.Amount * 12 })],
        Largest = [.. why.Largest.Select(part => part with { Amount = part.Amount * 12 })],
        OthersAmount = why.OthersAmount * 12,
    };
}
