using Dapper;
using Npgsql;

namespace RevenueBot.Access.Granting;

/// <summary>Grants, one for each subject: the last one counts. What led to it stands in the audit log.</summary>
internal sealed class GrantStore(NpgsqlDataSource database)
{
    internal const string ReadAll =
        """
        SELECT platform AS "Platform", workspace AS "Workspace", subject_kind AS "Kind", subject_id AS "Id", is_allowed AS "IsAllowed", role AS "Role", granted_by AS "By", granted_at AS "At"
        FROM access_grant ORDER BY platform, subject_kind DESC, subject_id, workspace
        """;
    internal const string Put =
        """
        INSERT INTO access_grant (platform, workspace, subject_kind, subject_id, is_allowed, role, granted_by, granted_at)
        VALUES (@platform, @workspace, @kind, @id, @isAllowed, @role, @by, @at)
        ON CONFLICT (platform, subject_kind, workspace, subject_id)
        DO UPDATE SET is_allowed = excluded.is_allowed, role = excluded.role, granted_by = excluded.granted_by, granted_at = excluded.granted_at
        """;
    internal const string Remove = "DELETE FROM access_grant WHERE platform = @platform AND workspace = @workspace AND subject_kind = @kind AND subject_id = @id";

    /// <exception cref="NpgsqlException">They cannot be read: then nobody can be said to have a right.</exception>
    public async Task<IReadOnlyList<AccessGrant>> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ReadAll, cancellationToken: cancel))).Select(row => row.ToGrant()).OfType<AccessGrant>()];
    }

    public Task PutAsync(AccessGrant grant, CancellationToken cancel) => ExecuteAsync(Put, grant.Subject, new
    {
        isAllowed = grant.IsAllowed, role = grant.Role, by = grant.By, at = grant.At.UtcDateTime,
    }, cancel);

    public Task RemoveAsync(Subject subject, CancellationToken cancel) => ExecuteAsync(Remove, subject, new { }, cancel);

    private async Task ExecuteAsync(string sql, Subject subject, object more, CancellationToken cancel)
    {
        DynamicParameters parameters = new(more);
        parameters.AddDynamicParams(new { platform = Word(subject.Platform), workspace = subject.Workspace, kind = Word(subject.Kind), id = subject.Id });
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed record Row(string Platform, string Workspace, string Kind, string Id, bool IsAllowed, string? Role, string By, DateTime At)
    {
        /// <summary>Null for a platform of a newer version.</summary>
        public AccessGrant? ToGrant() => Enum.TryParse<Platform>(Platform, ignoreCase: true, out var platform) && Enum.TryParse<SubjectKind>(Kind, ignoreCase: true, out var kind)
            ? new(new(platform, Workspace, kind, Id), IsAllowed, Role, By, new(At, TimeSpan.Zero)) : null;
    }
}
