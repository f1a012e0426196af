using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Expansion;

namespace RevenueBot.Metrics.Storage;

/// <summary>Finds who is ready to grow from the facts of all customers: one ordered pass over subscriptions, then usage summed by the database.</summary>
public sealed class ExpansionFinder(NpgsqlDataSource dataSource, HealthSignalReader facts)
{
    private const string NoBots = " AND NOT EXISTS (SELECT 1 FROM app_user a WHERE a.customer_id = u.customer_id AND a.user_id = u.user_id AND a.is_bot) ";

    internal const string ReadCycles =
        "SELECT c.customer_id, c.since, u.metric, sum(u.quantity) FROM unnest($1::text[], $2::timestamptz[]) AS c(customer_id, since) "
        + "JOIN usage_record u ON u.customer_id = c.customer_id AND u.recorded_at >= c.since WHERE u.recorded_at >= $3 AND u.recorded_at < $4 AND u.quantity > 0" + NoBots
        + "GROUP BY c.customer_id, c.since, u.metric";

    /// <summary>A row without a metric counts the people of all metrics.</summary>
    internal const string ReadLately =
        "SELECT u.customer_id, u.metric, count(DISTINCT u.user_id)::integer, sum(u.quantity) FROM usage_record u WHERE u.recorded_at >= $1 AND u.recorded_at < $2 AND u.quantity > 0" + NoBots
        + "GROUP BY GROUPING SETS ((u.customer_id), (u.customer_id, u.metric))";

    /// <summary>All opportunities of a moment, and how near customers are to their limits.</summary>
    /// <param name="knownAt">Subscriptions as known then; null: as known now. When other facts were recorded is not kept.</param>
    public async Task<ExpansionFindings> FindAsync(DateTimeOffset at, DateTimeOffset? knownAt, FxRates rates, CancellationToken ct = default)
    {
        var rules = await facts.RulesAsync(ct);
        ExpansionMoment moment = new(at, rules.Ledger.Calendar.DayOf(at), rules.Plans, rules.Ledger, rates);
        List<ExpansionCase> customers = [];
        await foreach (var trace in facts.ReadStandingAsync(at, knownAt, ct))
            if (ExpansionCase.Of(trace, moment) is { } customer) customers.Add(customer);
        var usage = await UsageAsync(customers, moment, ct);
        return new(Opportunities.Of(customers, usage, rules.Plans.EntryTier), Opportunities.LimitsOf(customers, usage));
    }

    private async Task<ExpansionUsage> UsageAsync(List<ExpansionCase> customers, ExpansionMoment moment, CancellationToken ct)
    {
        ExpansionUsage usage = new();
        var end = Parameter.Time(moment.At.AddTicks(TimeSpan.TicksPerMicrosecond).ToUniversalTime()); // what happened at the very instant counts
        var since = moment.Rules.Calendar.StartOf(moment.Today.AddDays(1 - ExpansionUsage.Days));
        var cycles = customers.SelectMany(customer => customer.Limits.Select(limit => (customer.CustomerId, limit.Since)).Distinct()).ToList();
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using (NpgsqlBatch batch = new(connection) { Timeout = 0 })
        {
            batch.With(ReadLately, Parameter.Time(since.ToUniversalTime()), end);
            await using var rows = await batch.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                if (rows.IsDBNull(1)) usage.AddPeople(rows.GetString(0), rows.GetInt32(2));
                else usage.AddLately(rows.GetString(0), rows.GetString(1), rows.GetDecimal(3));
            }
        }

        if (cycles.Count > 0) await AddCyclesAsync(connection, cycles, end.Clone(), usage, ct);
        return usage;
    }

    private static async Task AddCyclesAsync(NpgsqlConnection connection, List<(string CustomerId, DateTimeOffset Since)> cycles, NpgsqlParameter end, ExpansionUsage usage, CancellationToken ct)
    {
        NpgsqlParameter<DateTime[]> since = new() { TypedValue = [.. cycles.Select(cycle => cycle.Since.UtcDateTime)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(ReadCycles, Parameter.Texts([.. cycles.Select(cycle => cycle.CustomerId)]), since, Parameter.Time(cycles.Min(cycle => cycle.Since).ToUniversalTime()), end);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) usage.AddCycle(rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetString(2), rows.GetDecimal(3));
    }
}
