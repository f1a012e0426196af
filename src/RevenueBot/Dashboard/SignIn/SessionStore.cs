using Dapper;
using Npgsql;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>Somebody who is signed in on a browser.</summary>
/// <param name="Viewer">slack/T1/U2, teams/TENANT/PERSON, terminal.</param>
/// <param name="Browser">"Firefox on Linux"</param>
internal sealed record Session(long Id, string Viewer, string Browser, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt);

/// <summary>Sessions, by the hash of what the browser's cookie holds.</summary>
internal sealed class SessionStore(NpgsqlDataSource database)
{
    private const string Columns = "session_id AS \"Id\", viewer AS \"Viewer\", browser AS \"Browser\", created_at AS \"CreatedAt\", seen_at AS \"SeenAt\", expires_at AS \"ExpiresAt\"";

    internal const string Add = "INSERT INTO dashboard_session (token_hash, viewer, browser, created_at, seen_at, expires_at) VALUES (@hash, @viewer, @browser, @now, @now, @expires)";
    internal const string Find = $"SELECT {Columns} FROM dashboard_session WHERE token_hash = @hash";
    internal const string OfViewer = $"SELECT {Columns} FROM dashboard_session WHERE viewer = @viewer AND expires_at > @now ORDER BY seen_at DESC, session_id DESC LIMIT 50";
    internal const string See = "UPDATE dashboard_session SET seen_at = @now WHERE session_id = @id";

    /// <summary>One of them, or all.</summary>
    internal const string End = "DELETE FROM dashboard_session WHERE viewer = @viewer AND (@id::bigint IS NULL OR session_id = @id)";
    internal const string Forget = "DELETE FROM dashboard_session WHERE expires_at < @before";

    public Task AddAsync(byte[] hash, Session session, CancellationToken cancel) =>
        ExecuteAsync(Add, new { hash, viewer = session.Viewer, browser = session.Browser, now = session.CreatedAt.UtcDateTime, expires = session.ExpiresAt.UtcDateTime }, cancel);

    public async Task<Session?> FindAsync(byte[] hash, CancellationToken cancel) => (await ReadAsync(Find, new { hash }, cancel)) is [var found] ? found : null;

    /// <summary>Those of a viewer that still last, the one seen last first.</summary>
    public Task<IReadOnlyList<Session>> OfViewerAsync(string viewer, DateTimeOffset now, CancellationToken cancel) => ReadAsync(OfViewer, new { viewer, now = now.UtcDateTime }, cancel);

    public Task SeeAsync(long id, DateTimeOffset now, CancellationToken cancel) => ExecuteAsync(See, new { id, now = now.UtcDateTime }, cancel);

    /// <param name="id">Null: all of the viewer.</param>
    public Task EndAsync(string viewer, long? id, CancellationToken cancel) => ExecuteAsync(End, new { viewer, id }, cancel);

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancel) => ExecuteAsync(Forget, new { before = before.UtcDateTime }, cancel);

    private async Task<IReadOnlyList<Session>> ReadAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancel))).Select(row => row.ToSession())];
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }

    private sealed record Row(long Id, string Viewer, string Browser, DateTime CreatedAt, DateTime SeenAt, DateTime ExpiresAt)
    {
        public Session ToSession() => new(Id, Viewer, Browser, new(CreatedAt, TimeSpan.Zero), new(SeenAt, TimeSpan.Zero), new(ExpiresAt, TimeSpan.Zero));
    }
}
