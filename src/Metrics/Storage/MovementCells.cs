using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Sums by day of the ledger rows that stood at an instant: slower than the roll-ups, and able to look back.</summary>
internal static class MovementCells
{
    internal const string Read =
        """
        SELECT m.day, CASE $1 WHEN 0 THEN '' WHEN 1 THEN m.plan_id WHEN 2 THEN m.currency WHEN 3 THEN COALESCE(c.country, '') WHEN 4 THEN COALESCE(c.segment, '') END AS key,
          m.currency, m.kind, sum(m.amount)::bigint, sum(m.gross)::bigint, sum(m.committed)::bigint, sum(m.trial)::bigint,
          sum(CASE $1 WHEN 1 THEN m.plan_customers WHEN 2 THEN m.currency_customers ELSE m.customers END)::integer,
          count(DISTINCT m.customer_id)::integer, sum(m.cancels)::integer, sum(m.trials)::integer
        FROM movement m LEFT JOIN customer c ON $1 IN (3, 4) AND c.customer_id = m.customer_id
        WHERE m.recorded_at <= $2 AND m.superseded_at > $2 AND m.day < $3
        GROUP BY m.day, key, m.currency, m.kind
        """;

    public static NpgsqlBatchCommand Query(LedgerQuery query, DateTimeOffset knownAt) => new NpgsqlBatchCommand(Read).With(
        Parameter.Short((short)query.By), Parameter.Time(knownAt.ToUniversalTime()), Parameter.Day(query.Boundaries[^1]));

    public static async Task ReadAsync(NpgsqlDataReader rows, CellSums sums, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct)) sums.AddDay(rows.GetFieldValue<DateOnly>(0), CellRow.Read(rows, 1));
    }
}
