using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Finds all opportunities, and keeps them for questions.</summary>
public sealed class ExpansionRefresh(NpgsqlDataSource dataSource, ExpansionFinder finder, ExpansionStore store)
{
    /// <param name="at">The moment they speak of.</param>
    public async Task RunAsync(DateTimeOffset at, Currency reporting, CancellationToken ct)
    {
        var found = await finder.FindAsync(at, null, await new CustomerLedgers(dataSource).RatesAsync(reporting, ct), ct);
        await store.ReplaceAsync(found, at, ct);
    }
}
