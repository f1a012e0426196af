using Dapper;
using Npgsql;
using RevenueBot.Alerts.Dispatch;

namespace RevenueBot.Alerts.Storage;

/// <summary>Something that was to be sent of a message, and how it went.</summary>
/// <param name="Error">Why it was not sent, or not at the last try; null: nothing went wrong.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record DeliveryLine(OutboxKind Kind, OutboxState State, string Destination, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, int Attempts, string? Error, string? Advice);

/// <summary>How messages were sent. What is done is forgotten after a while.</summary>
public sealed class DeliveryReader(NpgsqlDataSource dataSource)
{
    private const int Most = 50;

    internal const string Read =
        """
        SELECT kind AS "Kind", state AS "State", destination AS "Destination", created_at AS "CreatedAt", ended_at AS "EndedAt", attempts AS "Attempts", error AS "Error", advice AS "Advice"
        FROM outbox WHERE message_key = @messageKey ORDER BY id DESC LIMIT @limit
        """;

    /// <summary>Of one message, the newest first.</summary>
    public async Task<IReadOnlyList<DeliveryLine>> OfMessageAsync(string messageKey, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Read, new { messageKey, limit = Most }, cancellationToken: cancel));
        return [.. rows.Select(row => new DeliveryLine((OutboxKind)row.Kind, (OutboxState)row.State, row.Destination, Utc(row.CreatedAt), row.EndedAt is { } ended ? Utc(ended) : null, row.Attempts, row.Error, row.Advice))];
    }

    /// <summary>How many messages there were since a moment, by destination; what a budget counts.</summary>
    public async Task<IReadOnlyDictionary<string, int>> PostsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<(string Destination, string Key)>(new CommandDefinition(AlertTurn.ReadPosts, new { since = since.UtcDateTime }, cancellationToken: cancel))).CountBy(row => row.Destination).ToDictionary();
    }

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    private sealed record Row(short Kind, short State, string Destination, DateTime CreatedAt, DateTime? EndedAt, int Attempts, string? Error, string? Advice);
}
