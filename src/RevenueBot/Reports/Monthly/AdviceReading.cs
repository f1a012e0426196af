using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Rules;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Expansion;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>Customers with money at stake at a moment, for the rules of recommendations.</summary>
internal sealed record Stakes(DateOnly Day, long Mrr, IReadOnlyList<Exposed> Failing, IReadOnlyList<Exposed> Cancelling, IReadOnlyList<Exposed> Largest);

/// <summary>Reads what recommendations need beside the report's own figures.</summary>
internal sealed class AdviceReading(SignalDesk signals, CustomerList customers, ExpansionDesk expansion)
{
    private const int Largest = 5, MostOwners = 500;

    /// <param name="at">Now, or the end of a past day.</param>
    public async Task<Stakes> StakesAsync(DateTimeOffset at, bool isPast, CancellationToken cancel)
    {
        var moment = await signals.MomentAsync(at, null, isPast, cancel);
        var failing = (await signals.ReadAsync(moment, [Signal.FailedPayments], cancel))[Signal.FailedPayments];
        var paying = moment.Standings.ByCustomer.Where(one => one.Value.IsPaying).ToList();
        var failed = failing.Seen.Where(one => one.Value > 0).Select(one => one.Subject).ToHashSet();
        IReadOnlyList<Exposed> Of(IEnumerable<KeyValuePair<string, Standing>> some, Func<Standing, long> money) =>
            [.. some.Select(one => new Exposed(one.Key, null, money(one.Value))).Where(one => one.Mrr > 0).OrderByDescending(one => one.Mrr).ThenBy(one => one.CustomerId, StringComparer.Ordinal)];
        var stakes = new Stakes(
            moment.Today, paying.Sum(one => one.Value.Mrr), Of(paying.Where(one => failed.Contains(one.Key)), standing => standing.Mrr),
            Of(paying, standing => standing.Cancelled), [.. Of(paying, standing => standing.Mrr).Take(Largest)]);
        return await OwnedAsync(stakes, cancel);
    }

    public async Task<ExpansionView> ExpansionAsync(Asked asked, CancellationToken cancel) => await expansion.BestAsync(asked, 0, 0, cancel);

    private async Task<Stakes> OwnedAsync(Stakes stakes, CancellationToken cancel)
    {
        IReadOnlyList<string> ids = [.. stakes.Failing.Concat(stakes.Cancelling).Concat(stakes.Largest).Select(one => one.CustomerId).Distinct().Take(MostOwners)];
        var owners = (await customers.ReadAsync(ids, stakes.Day, cancel)).ToDictionary(listed => listed.Customer.CustomerId, listed => listed.Customer.Owner);
        IReadOnlyList<Exposed> Owned(IReadOnlyList<Exposed> some) => [.. some.Select(one => one with { Owner = owners.GetValueOrDefault(one.CustomerId) })];
        return stakes with { Failing = Owned(stakes.Failing), Cancelling = Owned(stakes.Cancelling), Largest = Owned(stakes.Largest) };
    }
}
