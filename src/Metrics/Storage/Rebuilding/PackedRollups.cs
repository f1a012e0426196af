using Npgsql;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>All rows of the roll-up tables in binary COPY format.</summary>
internal sealed class PackedRollups
{
    private readonly CopyWriter _days = new(), _months = new();

    public static PackedRollups Of(Rollup rollup)
    {
        PackedRollups packed = new();
        Pack(rollup, packed._days);
        Pack(rollup.ByMonth(), packed._months);
        return packed;
    }

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await CopyAsync(connection, "rollup_day_new", _days, ct);
        await CopyAsync(connection, "rollup_month_new", _months, ct);
    }

    private static void Pack(Rollup rollup, CopyWriter rows)
    {
        rows.Raw(CopyWriter.Header);
        foreach (var (by, day, lines) in rollup.Rows())
        {
            rows.Fields(3);
            rows.Short((short)by);
            rows.Day(day);
            rows.Bytes(lines);
        }

        rows.Raw(CopyWriter.Trailer);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, CopyWriter rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} (dim, day, lines) FROM STDIN (FORMAT BINARY)", ct);
        await copy.WriteAsync(rows.Written, ct);
    }
}
