using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Sums by day of the ledger rows that stood at an instant: slower than the roll-ups, and able to look back.</summary>
internal static class MovementCells
{
    internal const string Read =
        $"""
        SELECT m.day, CASE $2 WHEN 0 THEN '' WHEN 1 THEN m.plan_id WHEN 2 THEN m.currency WHEN 3 THEN COALESCE(v.country, c.country, '') WHEN 4 THEN COALESCE(v.segment, c.segment, '') END AS key,
          m.currency, m.kind, sum(m.amount)::bigint, sum(m.gross)::bigint, sum(m.committed)::bigint, sum(m.trial)::bigint,
          sum(CASE $2 WHEN 1 THEN m.plan_customers WHEN 2 THEN m.currency_customers ELSE m.customers END)::integer,
          count(DISTINCT m.customer_id)::integer, sum(m.cancels)::integer, sum(m.trials)::integer
        FROM movement m LEFT JOIN customer c ON $2 IN (3, 4) AND c.customer_id = m.customer_id
          LEFT JOIN {Versions.CustomersThen} v ON $2 IN (3, 4) AND v.customer_id = m.customer_id
        WHERE m.recorded_at <= $1 AND m.superseded_at > $1 AND m.day < $3
        GROUP BY m.day, key, m.currency, m.kind
        """;

    public static NpgsqlBatchCommand Query(LedgerQuery query, DateTimeOffset knownAt) => new NpgsqlBatchCommand(Read).With(
        Parameter.Time(knownAt.ToUniversalTime()), Parameter.Short((short)query.By), Parameter.Day(query.Boundaries[^1]));

    public static async Task ReadAsync(NpgsqlDataReader rows, CellSums sums, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct)) sums.AddDay(rows.GetFieldValue<DateOnly>(0), CellRow.Read(rows, 1));
    }
}
