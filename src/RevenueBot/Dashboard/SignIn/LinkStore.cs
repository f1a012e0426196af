using Dapper;
using Npgsql;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>Sign-in links, by the hash of their secret.</summary>
internal sealed class LinkStore(NpgsqlDataSource database)
{
    internal const string Add = "INSERT INTO dashboard_link (secret_hash, viewer, browser_code, expires_at) VALUES (@hash, @viewer, @code, @expires)";

    /// <summary>One of two who press at once gets it.</summary>
    internal const string Take =
        """
        UPDATE dashboard_link SET used_at = @now
        WHERE secret_hash = @hash AND used_at IS NULL AND expires_at > @now AND (browser_code IS NULL OR browser_code = @code)
        RETURNING viewer
        """;
    internal const string IsOfAnother = "SELECT EXISTS (SELECT FROM dashboard_link WHERE secret_hash = @hash AND used_at IS NULL AND expires_at > @now AND browser_code IS NOT NULL)";
    internal const string Forget = "DELETE FROM dashboard_link WHERE expires_at < @before";

    public async Task AddAsync(byte[] hash, string viewer, string? code, DateTimeOffset expires, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Add, new { hash, viewer, code, expires = expires.UtcDateTime }, cancellationToken: cancel));
    }

    /// <summary>Uses a link up; null where it does not exist, was used, has expired, or is another browser's.</summary>
    public async Task<string?> TakeAsync(byte[] hash, string? code, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Take, new { hash, code, now = now.UtcDateTime }, cancellationToken: cancel));
    }

    /// <summary>Whether a link that could not be used is good, in the browser that it was asked for.</summary>
    public async Task<bool> IsOfAnotherAsync(byte[] hash, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsOfAnother, new { hash, now = now.UtcDateTime }, cancellationToken: cancel));
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { before = before.UtcDateTime }, cancellationToken: cancel));
    }
}
