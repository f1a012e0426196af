using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>Reads a table of the application's database in pages, oldest change first. Memory stays flat.</summary>
internal static class AppReader
{
    public const int PageSize = 5_000;

    /// <param name="after">Rows changed at this moment or later.</param>
    public static async IAsyncEnumerable<IReadOnlyList<AppRow>> PagesAsync(
        NpgsqlConnection connection, AppTable table, AppQuery query, DateTimeOffset after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (at, id) = (after, "");
        while (true)
        {
            var page = await PageAsync(connection, table, query, (at, id), cancel);
            if (page.Count > 0) yield return page;
            if (page.Count < PageSize) break;
            (at, id) = (ChangedAt(page[^1], query) ?? at, page[^1].Id);
        }
    }

    /// <summary>When a row last changed; null where the table does not say.</summary>
    public static DateTimeOffset? ChangedAt(AppRow row, AppQuery query) =>
        query.OrderField is { } field ? row.Instant(field) ?? row.Instant("CreatedAt") : null;

    private static async Task<IReadOnlyList<AppRow>> PageAsync(
        NpgsqlConnection connection, AppTable table, AppQuery query, (DateTimeOffset At, string Id) after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(query.Sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = after.At, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = after.Id, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = PageSize, NpgsqlDbType = NpgsqlDbType.Integer });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<AppRow> page = [];
        while (await reader.ReadAsync(cancel))
        {
            var values = new object?[table.Fields.Count];
            for (var field = 0; field < values.Length; field++) values[field] = reader.IsDBNull(field + 1) ? null : reader.GetValue(field + 1);
            page.Add(new AppRow(table, reader.GetString(0), values));
        }

        return page;
    }
}
