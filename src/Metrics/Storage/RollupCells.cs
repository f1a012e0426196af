using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Cells as known now: whole months from the monthly roll-up, part months from the daily one, and what is not yet in them.</summary>
internal static class RollupCells
{
    private const short MonthPart = 0, DayPart = 1;

    // One statement sees one state of the database: a compaction in between can neither hide a delta nor count it twice.
    internal const string Sql =
        """
        SELECT 0::smallint, m.day, m.lines, NULL, NULL, 0::smallint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0, 0, 0, 0
        FROM rollup_month m WHERE m.dim = $1 AND (m.day < $2 OR m.day = ANY ($3::date[]))
        UNION ALL
        SELECT 1::smallint, d.day, d.lines, NULL, NULL, 0::smallint, 0, 0, 0, 0, 0, 0, 0, 0
        FROM unnest($4::date[], $5::date[]) AS s (lo, hi) JOIN rollup_day d ON d.dim = $1 AND d.day >= s.lo AND d.day < s.hi
        UNION ALL
        SELECT 2::smallint, day, NULL, CASE $1 WHEN 0 THEN '' WHEN 1 THEN plan_id WHEN 2 THEN currency WHEN 3 THEN country WHEN 4 THEN segment END, currency, kind,
          amount, gross, committed, trial, CASE $1 WHEN 1 THEN plan_customers WHEN 2 THEN currency_customers ELSE customers END,
          CASE $1 WHEN 1 THEN plan_movements ELSE movements END, cancels, trials
        FROM rollup_delta WHERE day < $6
        """;

    public static NpgsqlBatchCommand Query(LedgerQuery query, IReadOnlyList<Segment> segments, FxRateCache rates)
    {
        var opening = segments.Where(s => s is { Opens: true, WholeMonths: true }).Select(s => s.End).DefaultIfEmpty().Max();
        var months = segments.Where(s => s is { Opens: false, WholeMonths: true }).Select(s => s.Start);
        var parts = segments.Where(s => !s.WholeMonths || (rates.HasDaily && !s.Opens)).ToList();
        return new NpgsqlBatchCommand(Sql).With(
            Parameter.Short((short)query.By), Parameter.Day(opening), Parameter.Days([.. months]), Parameter.Days([.. parts.Select(s => s.Start)]),
            Parameter.Days([.. parts.Select(s => s.End)]), Parameter.Day(query.Boundaries[^1]));
    }

    public static async Task ReadAsync(NpgsqlDataReader rows, CellSums sums, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            var (part, day) = (rows.GetInt16(0), rows.GetFieldValue<DateOnly>(1));
            if (part == MonthPart) sums.AddMonth(day, RollupLines.Read(rows.GetFieldValue<byte[]>(2)));
            else if (part == DayPart) sums.AddPartOfMonth(day, RollupLines.Read(rows.GetFieldValue<byte[]>(2)));
            else sums.AddDay(day, CellRow.Read(rows, 3));
        }
    }
}

/// <summary>Key, currency, kind and figures as a query selects them, from some column on.</summary>
internal static class CellRow
{
    public static RollupLine Read(NpgsqlDataReader row, int at) => new(
        row.GetString(at), Currency.Parse(row.GetString(at + 1)), (MovementKind)row.GetInt16(at + 2), new RollupFigures(
            row.GetInt64(at + 3), row.GetInt64(at + 4), row.GetInt64(at + 5), row.GetInt64(at + 6),
            row.GetInt32(at + 7), row.GetInt32(at + 8), row.GetInt32(at + 9), row.GetInt32(at + 10)));
}
