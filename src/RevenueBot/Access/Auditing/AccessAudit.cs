using Dapper;
using Npgsql;

namespace RevenueBot.Access.Auditing;

/// <summary>
/// Who asked what, where, and what was decided: written before the answer is handed out. Where it cannot be written, it throws, and nobody
/// gets an answer that nobody could account for.
/// </summary>
internal sealed class AccessAudit(NpgsqlDataSource database)
{
    internal const string Add =
        """
        INSERT INTO access_audit (at, surface, workspace, person, place, act, metric, role, is_allowed, reason, answer_id)
        VALUES (@At, @Surface, @Workspace, @Person, @Place, @Act, @Metric, @Role, @IsAllowed, @Reason, @AnswerId)
        """;
    internal const string Read =
        """
        SELECT at AS "At", surface AS "Surface", workspace AS "Workspace", person AS "Person", place AS "Place", act AS "Act", metric AS "Metric", role AS "Role", is_allowed AS "IsAllowed", reason AS "Reason", answer_id AS "AnswerId"
        FROM access_audit WHERE (@person::text IS NULL OR person = @person) AND (@since::timestamptz IS NULL OR at >= @since) ORDER BY at DESC, audit_id DESC LIMIT @limit
        """;
    internal const string Forget = "DELETE FROM access_audit WHERE audit_id IN (SELECT audit_id FROM access_audit WHERE at < @before ORDER BY at LIMIT @limit)";
    private const int ForgetsAtOnce = 10_000;

    /// <exception cref="NpgsqlException">It could not be written.</exception>
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Add, new
        {
            At = entry.At.UtcDateTime, entry.Surface, entry.Workspace, entry.Person, entry.Place, entry.Act, entry.Metric, entry.Role, entry.IsAllowed, entry.Reason, entry.AnswerId,
        }, cancellationToken: cancel));
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(string? person, DateTimeOffset? since, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(Read, new { person, since = since?.UtcDateTime, limit }, cancellationToken: cancel))).Select(row => row.ToEntry())];
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        while (await connection.ExecuteAsync(new CommandDefinition(Forget, new { before = before.UtcDateTime, limit = ForgetsAtOnce }, cancellationToken: cancel)) == ForgetsAtOnce) { }
    }

    private sealed record Row(DateTime At, string Surface, string Workspace, string Person, string Place, string Act, string Metric, string? Role, bool IsAllowed, string? Reason, string? AnswerId)
    {
        public AuditEntry ToEntry() => new(new(At, TimeSpan.Zero), Surface, Workspace, Person, Place, Act, Metric, Role, IsAllowed, Reason, AnswerId);
    }
}
