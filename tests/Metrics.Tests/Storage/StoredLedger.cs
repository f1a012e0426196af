using Dapper;
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

    public static async Task<List<string>> RollupsAsync(NpgsqlDataSource source)
    {
        const string sql =
            """
            SELECT concat_ws(' ', t, dim, day, key, currency, kind, amount, gross, committed, trial, customers, movements, cancels, trials)
            FROM (SELECT 'day' AS t, * FROM rollup_day UNION ALL SELECT 'month', * FROM rollup_month) r
            WHERE amount <> 0 OR gross <> 0 OR committed <> 0 OR trial <> 0 OR customers <> 0 OR movements <> 0 OR cancels <> 0 OR trials <> 0
            """;
        await using var connection = await source.OpenConnectionAsync();
        return [.. (await connection.QueryAsync<string>(sql)).Order(StringComparer.Ordinal)];
    }
}
