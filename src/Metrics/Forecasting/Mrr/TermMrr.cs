using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Lifetime;

namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>MRR of a contract that is longer than a month: it can only leave when its term ends.</summary>
/// <param name="Micros">Micro-units of <paramref name="Currency"/>.</param>
/// <param name="Months">Length of the term.</param>
/// <param name="Renews">The day on which the running term is over.</param>
public sealed record TermMrr(Currency Currency, long Micros, int Months, DateOnly Renews)
{
    /// <summary>The terms of one customer that run at the end of a day. What is past due, or does not count as MRR, has none.</summary>
    /// <param name="events">All events of the customer, in any order.</param>
    public static IReadOnlyList<TermMrr> Of(IReadOnlyList<SubscriptionEvent> events, DateOnly day, LedgerRules rules)
    {
        var terms = events.Where(item => rules.Calendar.DayOf(item.EffectiveAt) <= day).GroupBy(item => (item.SubscriptionId, item.ItemId))
            .Select(item => item.InOrder().ToList())
            .Where(item => MonthsOf(item[^1]) > 1).Select(item => (Last: item[^1], End: BillingPeriods.EndOf(item, day, rules.Calendar))).Where(item => item.End is not null)
            .DistinctBy(item => (item.Last.SubscriptionId, item.Last.PlanId)).ToList();
        if (terms.Count == 0) return [];
        var balances = Movements.Fold(events, rules).Where(row => row.Day <= day).ToLookup(row => (row.SubscriptionId, row.PlanId), row => row.Amount);
        return [.. terms.Select(term => new TermMrr(term.Last.Currency, balances[(term.Last.SubscriptionId, term.Last.PlanId)].Sum(), MonthsOf(term.Last), term.End!.Value)).Where(term => term.Micros > 0)];
    }

    /// <summary>0 for terms that are counted in days or weeks: they are over within the month, or too rare to matter.</summary>
    private static int MonthsOf(SubscriptionEvent item) => item.Interval switch
    {
        IntervalUnit.Year => 12 * item.IntervalCount,
        IntervalUnit.Month => item.IntervalCount,
        _ => 0,
    };
}
