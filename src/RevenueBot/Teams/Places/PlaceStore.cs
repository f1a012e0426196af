using Dapper;
using Npgsql;

namespace RevenueBot.Teams.Places;

/// <summary>The conversations the bot has been in. Events about them come in any order and repeatedly: the platform's time decides.</summary>
internal sealed class PlaceStore(NpgsqlDataSource database, TimeProvider clock)
{
    internal const string Columns = "tenant AS Tenant, conversation AS Conversation, kind AS Kind, service_url AS ServiceUrl, bot_id AS BotId, user_id AS UserId, person AS Person, team AS Team, removed_at AS RemovedAt, broken AS Broken";

    /// <summary>Whoever writes has not removed the bot, nor blocked it.</summary>
    internal const string Seen =
        """
        INSERT INTO teams_conversation (tenant, conversation, kind, service_url, bot_id, user_id, person, team, seen_at)
        VALUES (@Tenant, @Conversation, @Kind, @ServiceUrl, @Bot, @UserId, @Person, @Team, @At)
        ON CONFLICT (tenant, conversation) DO UPDATE SET
          service_url = CASE WHEN excluded.seen_at >= teams_conversation.seen_at THEN excluded.service_url ELSE teams_conversation.service_url END,
          kind = excluded.kind, bot_id = COALESCE(NULLIF(excluded.bot_id, ''), teams_conversation.bot_id), user_id = COALESCE(excluded.user_id, teams_conversation.user_id),
          person = COALESCE(excluded.person, teams_conversation.person), team = COALESCE(excluded.team, teams_conversation.team),
          removed_at = CASE WHEN excluded.seen_at > teams_conversation.removed_at THEN NULL ELSE teams_conversation.removed_at END,
          broken = CASE WHEN excluded.seen_at >= teams_conversation.seen_at THEN NULL ELSE teams_conversation.broken END,
          seen_at = GREATEST(excluded.seen_at, teams_conversation.seen_at)
        """;
    internal const string Install =
        """
        UPDATE teams_conversation SET installed_at = @At, installed_by = COALESCE(@By, installed_by), broken = NULL
        WHERE tenant = @Tenant AND conversation = @Conversation AND removed_at IS NULL AND (installed_at IS NULL OR installed_at < @At)
        """;
    internal const string Remove =
        """
        UPDATE teams_conversation SET removed_at = @At, welcomed_at = NULL
        WHERE tenant = @Tenant AND (conversation = @Conversation OR team = @Team) AND seen_at <= @At AND (installed_at IS NULL OR installed_at <= @At)
        """;
    internal const string Break = "UPDATE teams_conversation SET broken = @Reason WHERE tenant = @Tenant AND conversation = @Conversation";
    internal const string Welcome = "UPDATE teams_conversation SET welcomed_at = @At WHERE tenant = @Tenant AND conversation = @Conversation AND welcomed_at IS NULL AND removed_at IS NULL";
    internal const string Unwelcome = "UPDATE teams_conversation SET welcomed_at = NULL WHERE tenant = @Tenant AND conversation = @Conversation";
    internal const string Find = $"SELECT {Columns} FROM teams_conversation WHERE conversation = @conversation ORDER BY seen_at DESC LIMIT 1";
    internal const string FindPerson = $"SELECT {Columns} FROM teams_conversation WHERE kind = 0 AND person = @person ORDER BY (removed_at IS NULL AND broken IS NULL) DESC, seen_at DESC LIMIT 1";
    internal const string Shared = $"SELECT {Columns} FROM teams_conversation WHERE kind <> 0 AND removed_at IS NULL ORDER BY seen_at DESC LIMIT @most";
    internal const string Count = "SELECT count(*) FILTER (WHERE kind = 0) AS Personal, count(*) FILTER (WHERE kind = 1) AS Groups, count(*) FILTER (WHERE kind = 2) AS Channels, count(*) FILTER (WHERE broken IS NOT NULL) AS Broken FROM teams_conversation WHERE removed_at IS NULL";

    /// <summary>Something came from there: it is known from now on, and so is the address it named.</summary>
    public Task SeenAsync(TeamsPlace place, TeamsUser? user, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(Seen, new
    {
        place.Tenant, Conversation = place.Root, Kind = (short)place.Kind, place.ServiceUrl, place.Bot, place.Team, At = at.ToUniversalTime(),
        UserId = place.IsPersonal ? user?.Id : null, Person = place.IsPersonal ? user?.Person : null,
    }, cancel);

    public Task InstallAsync(TeamsPlace place, string? by, DateTimeOffset at, CancellationToken cancel) =>
        ExecuteAsync(Install, new { place.Tenant, Conversation = place.Root, By = by, At = at.ToUniversalTime() }, cancel);

    /// <summary>Nothing is sent there any more, nor to the other channels of a team from which the bot was removed.</summary>
    /// <param name="team">Null: this conversation alone.</param>
    public Task RemoveAsync(TeamsPlace place, string? team, DateTimeOffset at, CancellationToken cancel) =>
        ExecuteAsync(Remove, new { place.Tenant, Conversation = place.Root, Team = team, At = at.ToUniversalTime() }, cancel);

    /// <summary>Nothing is sent there until somebody there acts.</summary>
    public Task BreakAsync(TeamsPlace place, string reason, CancellationToken cancel) =>
        ExecuteAsync(Break, new { place.Tenant, Conversation = place.Root, Reason = reason }, cancel);

    /// <summary>True for the first who asks: only they greet.</summary>
    public async Task<bool> ClaimWelcomeAsync(TeamsPlace place, CancellationToken cancel) =>
        await ExecuteAsync(Welcome, new { place.Tenant, Conversation = place.Root, At = clock.GetUtcNow() }, cancel) == 1;

    /// <summary>The greeting was not sent: whoever comes next may.</summary>
    public Task ReleaseWelcomeAsync(TeamsPlace place, CancellationToken cancel) => ExecuteAsync(Unwelcome, new { place.Tenant, Conversation = place.Root }, cancel);

    public Task<KnownPlace?> FindAsync(string conversation, CancellationToken cancel) => OneAsync<KnownPlace>(Find, new { conversation }, cancel);

    /// <summary>A person's chat with the bot.</summary>
    public Task<KnownPlace?> FindPersonAsync(string person, CancellationToken cancel) => OneAsync<KnownPlace>(FindPerson, new { person }, cancel);

    /// <summary>Chats and channels the bot is in, those first from which something came last.</summary>
    public async Task<IReadOnlyList<KnownPlace>> SharedAsync(int most, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return [.. await connection.QueryAsync<KnownPlace>(new CommandDefinition(Shared, new { most }, cancellationToken: cancel))];
    }

    public async Task<PlaceCount> CountAsync(CancellationToken cancel) => await OneAsync<PlaceCount>(Count, new { }, cancel) ?? new PlaceCount(0, 0, 0, 0);

    private async Task<T?> OneAsync<T>(string sql, object parameters, CancellationToken cancel) where T : class
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }
}

/// <summary>Where the bot is, by kind, and how many of these take no messages.</summary>
internal sealed record PlaceCount(long Personal, long Groups, long Channels, long Broken);
