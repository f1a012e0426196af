using System.Globalization;
using Dapper;
using Npgsql;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>How far each table has been read: the time of the newest row seen.</summary>
internal sealed class Watermarks(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The name of this source wherever one is stored.</summary>
    public const string Source = "database";

    internal const string Read = "SELECT cursor FROM backfill_cursor WHERE source = @source AND object_kind = @kind";

    internal const string Write =
        """
        INSERT INTO backfill_cursor (source, object_kind, cursor, updated_at) VALUES (@source, @kind, @cursor, @now)
        ON CONFLICT (source, object_kind) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at
        """;

    public async Task<DateTimeOffset?> FindAsync(AppTable table, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var text = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Read, new { source = Source, kind = table.Name }, cancellationToken: cancel));
        return text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    public async Task SetAsync(AppTable table, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var row = new { source = Source, kind = table.Name, cursor = at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), now = time.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition(Write, row, cancellationToken: cancel));
    }
}
