using Dapper;
using Npgsql;

namespace RevenueBot.Reports.Sending;

/// <summary>Makes a report, whole, of a period that is over.</summary>
internal delegate Task<Digest> BuildDigest(DigestPeriod period, DateTimeOffset now, CancellationToken cancel);

/// <summary>Reports as they were built. The first to build one decides what everybody gets.</summary>
internal sealed class DigestStore(NpgsqlDataSource database, BuildDigest build)
{
    private const string ReadOne = "SELECT content::text FROM digest WHERE kind = @kind AND last_day = @last";
    private const string Add = "INSERT INTO digest (kind, last_day, content, built_at) VALUES (@kind, @last, @content::jsonb, @at) ON CONFLICT DO NOTHING";
    private const string Forget = "DELETE FROM digest WHERE built_at < @before";

    /// <summary>The stored report; built and stored where there is none yet.</summary>
    public async Task<Digest> GetAsync(DigestPeriod period, DateTimeOffset now, CancellationToken cancel)
    {
        if (await FindAsync(period.Kind, period.Last, cancel) is { } stored) return stored;
        var built = await build(period, now, cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        var isFirst = await connection.ExecuteAsync(new CommandDefinition(Add, new { kind = (short)period.Kind, last = period.Last, content = DigestJson.Write(built), at = now.UtcDateTime }, cancellationToken: cancel)) == 1;
        return isFirst ? built : await FindAsync(period.Kind, period.Last, cancel) ?? built;
    }

    /// <summary>Null where it was never built, or is forgotten.</summary>
    public async Task<Digest?> FindAsync(DigestKind kind, DateOnly last, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(ReadOne, new { kind = (short)kind, last }, cancellationToken: cancel)) is { } json ? DigestJson.Read(json) : null;
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { before = before.UtcDateTime }, cancellationToken: cancel));
    }
}
