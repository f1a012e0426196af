using System.Text.Json;
using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>A figure, or a table of them, as it was computed.</summary>
/// <param name="AsOf">The moment it speaks of.</param>
public sealed record Precomputed<T>(T Value, DateTimeOffset AsOf);

/// <summary>Figures computed ahead of questions because they need every customer: kept as JSON, replaced as a whole.</summary>
public sealed class PrecomputedStore(NpgsqlDataSource dataSource)
{
    // Figures of other rules than the ledger's are none.
    internal const string ReadOne = "SELECT as_of, body FROM precomputed WHERE name = $1 AND as_of >= COALESCE((SELECT rebuilt_at FROM ledger_meta), '-infinity')";
    internal const string Replace =
        "INSERT INTO precomputed (name, as_of, body) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET as_of = excluded.as_of, body = excluded.body WHERE precomputed.as_of <= excluded.as_of";

    /// <summary>Null until it has been computed for the first time, or for the first time since the ledger was rebuilt.</summary>
    public async Task<Precomputed<T>?> ReadAsync<T>(string name, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadOne, Parameter.Text(name)).ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return null;
        var value = JsonSerializer.Deserialize<T>(rows.GetFieldValue<byte[]>(1)) ?? throw new InvalidDataException($"The precomputed {name} is empty.");
        return new Precomputed<T>(value, rows.GetFieldValue<DateTimeOffset>(0));
    }

    /// <summary>An older result never replaces a newer one.</summary>
    public async Task WriteAsync<T>(string name, Precomputed<T> computed, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await WriteAsync(connection, name, computed, ct);
    }

    /// <summary>The same within the transaction of a connection; false where a newer result stands.</summary>
    internal static async Task<bool> WriteAsync<T>(NpgsqlConnection connection, string name, Precomputed<T> computed, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        var body = JsonSerializer.SerializeToUtf8Bytes(computed.Value);
        return await batch.With(Replace, Parameter.Text(name), Parameter.Time(computed.AsOf.ToUniversalTime()), Parameter.Bytes(body)).ExecuteNonQueryAsync(ct) > 0;
    }
}
