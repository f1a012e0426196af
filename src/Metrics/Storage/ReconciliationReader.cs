using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>What a subscription is worth at the end of a day by the ledger, for one customer, plan and currency; micro-units.</summary>
public readonly record struct SubscriptionLevel(
    string CustomerId, string SubscriptionId, string PlanId, Currency Currency, long Mrr, long Gross, long Committed, long Trial);

/// <summary>The ledger subscription by subscription, for comparison with a biller, and what came of it.</summary>
public sealed class ReconciliationReader(NpgsqlDataSource dataSource)
{
    internal const string ReadLevels =
        """
        SELECT customer_id, subscription_id, plan_id, currency, sum(amount)::bigint, sum(gross)::bigint, sum(committed)::bigint, sum(trial)::bigint
        FROM movement WHERE superseded_at = 'infinity' AND day <= $1 AND ($2::text[] IS NULL OR subscription_id = ANY ($2))
        GROUP BY customer_id, subscription_id, plan_id, currency
        HAVING sum(amount) <> 0 OR sum(gross) <> 0 OR sum(committed) <> 0 OR sum(trial) <> 0
        """;
    internal const string ReadFacts =
        "SELECT " + EventRow.ColumnNames + " FROM subscription_event WHERE withdrawn_at IS NULL AND customer_id = ANY ($1)";
    internal const string ReadCustomers = "SELECT customer_id FROM customer WHERE customer_id = ANY ($1)";
    internal const string ReadAliases = "SELECT alias_id, customer_id FROM customer_alias";
    internal const string Write =
        """
        INSERT INTO reconciliation (source, at, customers, differing) VALUES ($1, $2, $3, $4)
        ON CONFLICT (source) DO UPDATE SET at = excluded.at, customers = excluded.customers, differing = excluded.differing WHERE reconciliation.at <= excluded.at
        """;

    /// <summary>What counts at the end of a day; subscriptions of which nothing counts are missing.</summary>
    /// <param name="subscriptions">Null: all.</param>
    public async Task<IReadOnlyList<SubscriptionLevel>> LevelsAsync(DateOnly day, string[]? subscriptions, CancellationToken ct = default)
    {
        NpgsqlParameter only = new() { Value = (object?)subscriptions ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text };
        return await ListAsync(new NpgsqlBatchCommand(ReadLevels).With(Parameter.Day(day), only), row => new SubscriptionLevel(
            row.GetString(0), row.GetString(1), row.GetString(2), Currency.Parse(row.GetString(3)), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)), ct);
    }

    /// <summary>The facts that stand, of these customers.</summary>
    public async Task<IReadOnlyList<SubscriptionEvent>> FactsAsync(IEnumerable<string> customers, CancellationToken ct = default) =>
        await ListAsync(new NpgsqlBatchCommand(ReadFacts).With(Parameter.Texts([.. customers])), row => EventRow.Read(row).Known.Event, ct);

    /// <summary>Those of the ids that are customers here.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IEnumerable<string> customers, CancellationToken ct = default) =>
        (await ListAsync(new NpgsqlBatchCommand(ReadCustomers).With(Parameter.Texts([.. customers])), row => row.GetString(0), ct)).ToHashSet();

    /// <summary>Customer by alias.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AliasesAsync(CancellationToken ct = default) =>
        (await ListAsync(new NpgsqlBatchCommand(ReadAliases), row => (row.GetString(0), row.GetString(1)), ct)).ToDictionary();

    /// <summary>Keeps the result for the freshness of answers; an older one never replaces a newer.</summary>
    public async Task WriteAsync(string source, ReconciliationState state, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(Write, Parameter.Text(source), Parameter.Time(state.At.ToUniversalTime()), Parameter.Int(state.Customers), Parameter.Int(state.Differing));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<T>> ListAsync<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<T> list = [];
        while (await rows.ReadAsync(ct)) list.Add(read(rows));
        return list;
    }
}
