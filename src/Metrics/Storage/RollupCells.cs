using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Cells as known now: whole months from the monthly roll-up, part months from the daily one, and what is not yet in them.</summary>
internal static class RollupCells
{
    private const string Figures = "amount, gross, committed, trial, customers, movements, cancels, trials";

    // One statement sees one state of the database: a compaction in between can neither hide a delta nor count it twice.
    // A currency with daily rates is given day by day.
    internal const string Read =
        $"""
        WITH daily AS MATERIALIZED (SELECT DISTINCT currency FROM fx_rate WHERE NOT whole_month),
        segment AS MATERIALIZED (SELECT * FROM unnest($2::date[], $3::date[], $4::date[], $5::smallint[]) AS s (lo, hi, last_day, opens)),
        month_segment AS MATERIALIZED (SELECT * FROM unnest($6::date[], $7::date[], $8::date[], $9::smallint[]) AS s (lo, hi, last_day, opens))
        SELECT last_day, key, currency, kind, sum(amount)::bigint, sum(gross)::bigint, sum(committed)::bigint, sum(trial)::bigint, sum(customers)::integer,
          sum(movements)::integer, sum(cancels)::integer, sum(trials)::integer
        FROM (
          SELECT s.last_day, m.key, m.currency, CASE WHEN s.opens = 1 THEN 0::smallint ELSE m.kind END AS kind, {Figures}
          FROM month_segment s JOIN rollup_month m ON m.dim = $1 AND m.day >= s.lo AND m.day < s.hi
          WHERE s.opens = 1 OR m.currency NOT IN (SELECT currency FROM daily)
          UNION ALL
          SELECT CASE WHEN s.opens = 1 OR d.currency NOT IN (SELECT currency FROM daily) THEN s.last_day ELSE d.day END, d.key, d.currency,
            CASE WHEN s.opens = 1 THEN 0::smallint ELSE d.kind END, {Figures}
          FROM segment s JOIN rollup_day d ON d.dim = $1 AND d.day >= s.lo AND d.day < s.hi
          UNION ALL
          SELECT d.day, d.key, d.currency, d.kind, {Figures}
          FROM month_segment s JOIN rollup_day d ON d.dim = $1 AND d.day >= s.lo AND d.day < s.hi
          WHERE EXISTS (SELECT FROM daily) AND s.opens = 0 AND d.currency IN (SELECT currency FROM daily)
          UNION ALL
          SELECT CASE WHEN s.opens = 1 OR d.currency NOT IN (SELECT currency FROM daily) THEN s.last_day ELSE d.day END,
            CASE $1 WHEN 0 THEN '' WHEN 1 THEN d.plan_id WHEN 2 THEN d.currency WHEN 3 THEN d.country WHEN 4 THEN d.segment END, d.currency,
            CASE WHEN s.opens = 1 THEN 0::smallint ELSE d.kind END, amount, gross, committed, trial,
            CASE $1 WHEN 1 THEN plan_customers WHEN 2 THEN currency_customers ELSE customers END, CASE $1 WHEN 1 THEN plan_movements ELSE movements END, cancels, trials
          FROM (SELECT * FROM segment UNION ALL SELECT * FROM month_segment) s JOIN rollup_delta d ON d.day >= s.lo AND d.day < s.hi
        ) AS part
        GROUP BY last_day, key, currency, kind
        """;

    public static NpgsqlBatchCommand Query(Dimension by, IReadOnlyList<Segment> segments)
    {
        var opening = segments.Where(s => s.Opens).Select(s => s.LastDay).DefaultIfEmpty().Max();
        NpgsqlBatchCommand command = new NpgsqlBatchCommand(Read).With(Parameter.Short((short)by));
        foreach (var wholeMonths in (bool[])[false, true]) command.With(Ranges([.. segments.Where(s => s.WholeMonths == wholeMonths)], opening));
        return command;
    }

    private static NpgsqlParameter[] Ranges(List<Segment> segments, DateOnly opening) =>
    [
        Parameter.Days([.. segments.Select(s => s.Start)]), Parameter.Days([.. segments.Select(s => s.End)]),
        Parameter.Days([.. segments.Select(s => s.Opens ? opening : s.LastDay)]), Parameter.Shorts([.. segments.Select(s => (short)(s.Opens ? 1 : 0))]),
    ];
}
