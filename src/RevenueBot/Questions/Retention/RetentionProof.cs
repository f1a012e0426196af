using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Retention;

/// <summary>A customer who paid at the start of the period, in one of its currencies.</summary>
/// <param name="Through">The last day of the period, whose first is <paramref name="Date"/>.</param>
/// <param name="Rate">Of the day before the period, for both ends; null where there is none: then it is in no money.</param>
internal sealed record CustomerOutcomeRow(DateOnly Date, DateOnly Through, string CustomerId, MoneyJson Start, MoneyJson End, bool Paused, decimal? Rate);

/// <summary>What changed the balance of a customer of a cohort.</summary>
/// <param name="Cohort">The month of <paramref name="FirstPaid"/>.</param>
/// <param name="Rate">Of the day it first paid, for all of its life; null where there is none: then it is in no money.</param>
internal sealed record CohortChangeRow(string Cohort, string CustomerId, DateOnly FirstPaid, DateOnly Date, string Kind, MoneyJson Mrr, decimal? Rate);

/// <summary>The customers that rates and cohorts are made of.</summary>
internal sealed class RetentionProof(RetentionReader reader)
{
    public async Task<IReadOnlyList<object>> CustomersAsync(RetentionView view, CancellationToken cancel)
    {
        var (asked, period) = (view.Asked, view.Main.Now);
        var (customers, rates) = await reader.CustomersAsync(period, (asked.Dimension, asked.Question.Only?.Key), (asked.Currency, view.Around.KnownAt), cancel);
        return
        [
            .. customers.Select(customer => new CustomerOutcomeRow(
                period.Start, period.LastDay, customer.CustomerId, MoneyJson.Of(customer.Start, customer.Currency), MoneyJson.Of(customer.End, customer.Currency), customer.Paused,
                rates.Find(customer.Currency, period.Start.AddDays(-1)))),
        ];
    }

    public async Task<IReadOnlyList<object>> CohortsAsync(CohortView view, CancellationToken cancel)
    {
        var day = view.Around.AsOf ?? view.Asked.Day;
        var (customers, rates) = await reader.LedgersAsync(day, view.Asked.Currency, view.Around.KnownAt, cancel);
        var shown = view.Shown.Select(cohort => cohort.Month).ToHashSet();
        return
        [
            .. customers.Select(customer => (customer.Id, customer.Ledger.Changes, First: CohortFold.FirstPaid(customer.Ledger.Changes)))
                .Where(customer => customer.First is { } first && shown.Contains(Month.Of(first)))
                .SelectMany(customer => customer.Changes.Select(change => new CohortChangeRow(
                    Month.Of(customer.First!.Value).ToString(), customer.Id, customer.First.Value, change.Day, change.Kind.ToString().ToLowerInvariant(),
                    MoneyJson.Of(change.Amount, change.Currency), rates.Find(change.Currency, customer.First.Value)))),
        ];
    }
}
