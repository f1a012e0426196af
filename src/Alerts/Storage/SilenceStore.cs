using Dapper;
using Npgsql;
using RevenueBot.Alerts.Speaking;

namespace RevenueBot.Alerts.Storage;

/// <summary>Silences, kept after their end.</summary>
public sealed class SilenceStore(NpgsqlDataSource dataSource)
{
    private const string Columns =
        """
        silence_id AS "Id", matchers::text AS "Matchers", starts_at AS "StartsAt", ends_at AS "EndsAt", by_person AS "By", note AS "Note", created_at AS "CreatedAt", ended_by AS "EndedBy"
        """;

    internal const string ReadActive = $"SELECT {Columns} FROM alert_silence WHERE starts_at <= @at AND ends_at > @at ORDER BY created_at, silence_id";
    internal const string ReadRecent = $"SELECT {Columns} FROM alert_silence ORDER BY created_at DESC, silence_id LIMIT @limit";
    internal const string Add =
        """
        INSERT INTO alert_silence (silence_id, matchers, starts_at, ends_at, by_person, note, created_at)
        VALUES (@id, @matchers::jsonb, @startsAt, @endsAt, @by, @note, @createdAt) ON CONFLICT (silence_id) DO NOTHING
        """;
    internal const string End = "UPDATE alert_silence SET ends_at = @at, ended_by = @by WHERE silence_id = @id AND ends_at > @at";

    public Task<IReadOnlyList<Silence>> ActiveAsync(DateTimeOffset at, CancellationToken cancel) => ReadAsync(ReadActive, new { at = at.UtcDateTime }, cancel);

    /// <summary>Newest first, ended ones among them.</summary>
    public Task<IReadOnlyList<Silence>> RecentAsync(int limit, CancellationToken cancel) => ReadAsync(ReadRecent, new { limit }, cancel);

    /// <summary>The same id twice is one silence.</summary>
    public Task AddAsync(Silence silence, CancellationToken cancel) => ExecuteAsync(Add, new
    {
        id = silence.Id, matchers = AlertJson.Write(silence.Matchers), startsAt = silence.StartsAt.UtcDateTime, endsAt = silence.EndsAt.UtcDateTime,
        by = silence.By, note = silence.Note, createdAt = silence.CreatedAt.UtcDateTime,
    }, cancel);

    /// <summary>False where it is over or was never there.</summary>
    public async Task<bool> EndAsync(string id, string by, DateTimeOffset at, CancellationToken cancel) => await ExecuteAsync(End, new { id, by, at = at.UtcDateTime }, cancel) == 1;

    private async Task<IReadOnlyList<Silence>> ReadAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        return [.. (await connection.QueryAsync<SilenceRow>(new CommandDefinition(sql, arguments, cancellationToken: cancel))).Select(row => row.ToSilence())];
    }

    private async Task<int> ExecuteAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel));
    }
}

internal sealed record SilenceRow(string Id, string Matchers, DateTime StartsAt, DateTime EndsAt, string By, string? Note, DateTime CreatedAt, string? EndedBy)
{
    public Silence ToSilence() =>
        new(Id, AlertJson.Read<List<Matcher>>(Matchers), new(StartsAt, TimeSpan.Zero), new(EndsAt, TimeSpan.Zero), By, Note, new(CreatedAt, TimeSpan.Zero), EndedBy);
}
