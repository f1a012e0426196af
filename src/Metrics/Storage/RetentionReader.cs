using Npgsql;
using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Storage;

/// <summary>Retention of customers over periods: computed ahead where it was, else from every customer's ledger.</summary>
public sealed class RetentionReader(NpgsqlDataSource dataSource)
{
    /// <summary>One row per period, in their order. Periods without a customer at their start have rows of 0.</summary>
    /// <param name="reporting">The reporting currency.</param>
    /// <param name="knownAt">Null: as known now, or when it was computed ahead.</param>
    public async Task<IReadOnlyList<RetentionPeriod>> ReadAsync(
        IReadOnlyList<Period> periods, Currency reporting, DateTimeOffset? knownAt, CancellationToken ct)
    {
        if (periods.Count == 0) return [];
        CustomerLedgers ledgers = new(dataSource);
        RetentionFold fold = new(periods, await ledgers.RatesAsync(reporting, ct));
        await foreach (var customer in ledgers.ReadAsync(periods.Max(period => period.End), knownAt, ct)) fold.Add(customer);
        return fold.Rows();
    }
}
