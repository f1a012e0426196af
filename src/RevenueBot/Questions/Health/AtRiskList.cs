using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Health;

/// <summary>A customer of the list of those at risk.</summary>
internal sealed record RiskyCustomer(CustomerHealth Health, string Name, string? Owner, KnownChurn? Churn)
{
    /// <summary>Its MRR as it is shown beside the others, so that what is shown adds up.</summary>
    public long Shown { get; init; }
}

/// <summary>Reads those at high risk; where there are none, those at medium risk. The largest MRR comes first.</summary>
internal sealed class AtRiskList(HealthDesk desk, ChurnDesk churn, CustomerList customers)
{
    public async Task<(HealthDesk.Everybody All, HealthBand Band, IReadOnlyList<RiskyCustomer> Listed)> ReadAsync(Asked asked, int most, CancellationToken cancel)
    {
        var all = await desk.AllAsync(asked, most, cancel);
        var (band, healths) = all.High.Count > 0 || all.Medium.Count == 0 ? (HealthBand.High, all.High) : (HealthBand.Medium, all.Medium);
        IReadOnlyList<string> ids = [.. healths.Select(health => health.CustomerId)];
        var named = (await customers.ReadAsync(ids, asked.Calendar.DayOf(all.View.At), cancel)).ToDictionary(customer => customer.Customer.CustomerId, customer => customer.Customer);
        var risks = await churn.ReadAsync(asked, ids, cancel);
        var shown = ShownParts(all.Summary.Of(band).Mrr, [.. healths.Select(health => health.Mrr)], asked.Currency);
        return (all, band, [.. healths.Select((health, i) => new RiskyCustomer(health, CustomerWords.Name(health.CustomerId, named.GetValueOrDefault(health.CustomerId)?.Name), named.GetValueOrDefault(health.CustomerId)?.Owner, risks.GetValueOrDefault(health.CustomerId)) { Shown = shown[i] })]);
    }

    private static IReadOnlyList<long> ShownParts(long sum, IReadOnlyList<long> parts, Currency currency) =>
        Rounding.ShownParts([.. parts, sum - parts.Sum()], MoneyFormat.For(currency, sum).Unit);
}
