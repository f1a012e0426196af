using Dapper;
using Npgsql;

namespace RevenueBot.Alerts.Storage;

/// <summary>Whether alerts were useful, by person: one answer each, the latest.</summary>
public sealed class FeedbackStore(NpgsqlDataSource dataSource)
{
    internal const string Add =
        """
        INSERT INTO alert_feedback (alert_id, by_person, rule, useful, at) VALUES (@alertId, @by, @rule, @useful, @at)
        ON CONFLICT (alert_id, by_person) DO UPDATE SET useful = excluded.useful, at = excluded.at
        """;
    internal const string Remove = "DELETE FROM alert_feedback WHERE alert_id = @alertId AND by_person = @by";

    /// <summary>The alert stays as it is: an answer tunes a rule, it does not close a case.</summary>
    public Task AddAsync(string alertId, string rule, bool useful, string by, DateTimeOffset at, CancellationToken cancel) =>
        ExecuteAsync(Add, new { alertId, rule, useful, by, at = at.UtcDateTime }, cancel);

    /// <summary>Takes an answer back.</summary>
    public Task RemoveAsync(string alertId, string by, CancellationToken cancel) => ExecuteAsync(Remove, new { alertId, by }, cancel);

    private async Task ExecuteAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel));
    }
}
