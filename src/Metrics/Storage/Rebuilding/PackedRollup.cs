using Npgsql;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>All rows of a roll-up table in binary COPY format.</summary>
internal sealed class PackedRollup
{
    private readonly CopyWriter _rows = new();

    public static PackedRollup Of(Rollup rollup)
    {
        PackedRollup packed = new();
        packed._rows.Raw(CopyWriter.Header);
        foreach (var (by, day, lines) in rollup.Rows())
        {
            packed._rows.Fields(3);
            packed._rows.Short((short)by);
            packed._rows.Day(day);
            packed._rows.Bytes(lines);
        }

        packed._rows.Raw(CopyWriter.Trailer);
        return packed;
    }

    public async Task CopyAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} (dim, day, lines) FROM STDIN (FORMAT BINARY)", ct);
        await copy.WriteAsync(_rows.Written, ct);
    }
}
