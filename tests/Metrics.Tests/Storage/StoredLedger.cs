using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>What the database holds, read plainly.</summary>
internal static class StoredLedger
{
    public static async Task<List<EventRow>> FactsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand($"SELECT {EventRow.ColumnNames} FROM subscription_event");
        await using var rows = await command.ExecuteReaderAsync();
        List<EventRow> list = [];
        while (await rows.ReadAsync()) list.Add(EventRow.Read(rows));
        return list;
    }

    public static async Task<List<MovementRow>> RowsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand($"SELECT {MovementRow.ColumnNames} FROM movement");
        await using var rows = await command.ExecuteReaderAsync();
        List<MovementRow> list = [];
        while (await rows.ReadAsync()) list.Add(MovementRow.Read(rows));
        return list;
    }

    /// <summary>The ledger as a replay of all stored facts makes it.</summary>
    public static List<MovementRow> Replay(IEnumerable<EventRow> facts, LedgerRules rules) =>
    [
        .. facts.GroupBy(row => row.CustomerId).SelectMany(customer => Ledger.Build([.. customer.Select(row => row.Known)], rules)
            .Select(row => new MovementRow(customer.Key, row.Movement, row.RecordedAt, row.SupersededAt))),
    ];

    /// <summary>Sorted lines, so that two ledgers compare as text and a difference can be read.</summary>
    public static List<string> Lines(IEnumerable<MovementRow> rows) => [.. rows.Select(row => row.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>The lines of both roll-ups.</summary>
    public static async Task<List<string>> RollupsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT 'day', dim, day, lines FROM rollup_day UNION ALL SELECT 'month', dim, day, lines FROM rollup_month");
        await using var rows = await command.ExecuteReaderAsync();
        List<string> list = [];
        while (await rows.ReadAsync())
            foreach (var line in RollupLines.Read(rows.GetFieldValue<byte[]>(3)))
                list.Add(RollupLine(rows.GetString(0), (Dimension)rows.GetInt16(1), line.Figures.ToCell(rows.GetFieldValue<DateOnly>(2), line)));
        return [.. list.Order(StringComparer.Ordinal)];
    }

    public static string RollupLine(string table, Dimension by, LedgerCell cell) => $"{table} {by} {cell}";
}
