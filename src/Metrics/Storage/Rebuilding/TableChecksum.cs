using System.Buffers;
using Npgsql;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>The checksum of the ledger as it stands, from the bytes the server sends.</summary>
internal static class TableChecksum
{
    private const string Copy = "COPY (SELECT " + MovementRow.ColumnNames + " FROM movement) TO STDOUT (FORMAT BINARY)";

    public static async Task<RowChecksum> ReadAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(Copy, ct);
        return await Task.Run(() => Sum(copy, ct), ct);
    }

    private static RowChecksum Sum(Stream copy, CancellationToken ct)
    {
        RowChecksum checksum = default;
        foreach (var chunk in FactChunks.Read(copy, ct))
        {
            checksum += Sum(chunk.Rows);
            ArrayPool<byte>.Shared.Return(chunk.Buffer);
        }

        return checksum;
    }

    private static RowChecksum Sum(ReadOnlySpan<byte> rows)
    {
        RowChecksum checksum = default;
        while (CopyReader.RowLength(rows) is > 2 and var length)
        {
            checksum = checksum.With(rows[..length]);
            rows = rows[length..];
        }

        return checksum;
    }
}
