using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>Health computed from the facts at once: of any past instant, and where no pass has run yet.</summary>
public sealed class HealthLive(HealthSignalReader signals)
{
    /// <summary>One customer. Who left has the score of the moment before, by what was known of that time.</summary>
    /// <param name="knownAt">Subscriptions as known then; null: as known now.</param>
    /// <param name="rates">Into the reporting currency.</param>
    public async Task<CustomerHealth> OfAsync(string customerId, DateTimeOffset at, DateTimeOffset? knownAt, FxRates rates, CancellationToken ct = default)
    {
        var rules = await signals.RulesAsync(ct);
        var (reading, moments) = await ReadAsync(customerId, at, knownAt, rules, ct);
        if (reading.NotScored != NotScored.Left) return Health(customerId, reading, moments, rates);
        var last = reading.Terms.LeftAt!.Value.AddTicks(-TimeSpan.TicksPerMicrosecond);
        (reading, moments) = await ReadAsync(customerId, last, knownAt, rules, ct);
        return Health(customerId, reading, moments, rates) with { NotScored = NotScored.Left };
    }

    /// <summary>What was counted of a customer at an instant.</summary>
    internal async Task<(HealthReading Reading, HealthMoments Moments)> ReadAsync(string customerId, DateTimeOffset at, DateTimeOffset? knownAt, HealthRules rules, CancellationToken ct)
    {
        var moments = await signals.MomentsAsync(at, ct);
        return (HealthReading.Of(await signals.ReadAsync(customerId, moments, knownAt, ct), moments, rules), moments);
    }

    internal static CustomerHealth Health(string customerId, HealthReading reading, HealthMoments moments, FxRates rates) =>
        CustomerHealth.Of(customerId, reading, moments.Now, reading.Terms.MrrAt(rates, moments.Now.Today));

    /// <summary>All customers with a running score, and their sums. It reads every fact of the last months.</summary>
    public async Task<(IReadOnlyList<CustomerHealth> Customers, HealthSummary Summary)> AllAsync(DateTimeOffset at, DateTimeOffset? knownAt, FxRates rates, CancellationToken ct = default)
    {
        var (rules, moments) = (await signals.RulesAsync(ct), await signals.MomentsAsync(at, ct));
        HealthSums sums = new(rates);
        List<CustomerHealth> customers = [];
        await foreach (var trace in signals.ReadAllAsync(moments, knownAt, ct: ct))
        {
            var reading = HealthReading.Of(trace, moments, rules);
            var health = Health(trace.CustomerId, reading, moments, rates);
            sums.Add(reading, health, moments);
            if (health.IsRunning) customers.Add(health);
        }

        return (customers, sums.Summary());
    }
}
