using Npgsql;
using NpgsqlTypes;

namespace RevenueBot.Slack.Installing;

/// <summary>Where the app is installed, and what happened to each installation.</summary>
internal sealed class InstallationStore(NpgsqlDataSource database, TokenSeal seal, SlackOptions options, TimeProvider clock)
{
    private const string Columns =
        "id, name, installed_at, is_enterprise_install, enterprise_id, team_id, app_id, bot_user_id, scopes, installer, from_settings, state, reason, changed_at, renewed_at, token, refresh_token, expires_at";
    internal const string ReadOne = $"SELECT {Columns} FROM slack_installation WHERE id = $1";
    internal const string ReadLocked = $"{ReadOne} FOR UPDATE";
    internal const string ReadAll = $"SELECT {Columns} FROM slack_installation ORDER BY id";

    /// <summary>Scopes are additive: Slack names all that are granted, whatever this install asked for.</summary>
    internal const string Put =
        $"""
        WITH put AS (
          INSERT INTO slack_installation ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, NULL, $3, $3, $12, $13, $14)
          ON CONFLICT (id) DO UPDATE SET name = $2, installed_at = $3, is_enterprise_install = $4, enterprise_id = $5, team_id = $6, app_id = $7, bot_user_id = $8,
            scopes = $9, installer = $10, from_settings = $11, state = 0, reason = NULL, changed_at = $3, renewed_at = $3, token = $12, refresh_token = $13, expires_at = $14
          RETURNING id)
        INSERT INTO slack_installation_event (installation_id, at, kind, detail) SELECT id, $3, 'installed', $10 FROM put
        """;

    /// <summary>Whoever finds it active and ends it is the one who tells; an installation that was made since stays.</summary>
    internal const string End =
        """
        WITH ended AS (
          UPDATE slack_installation SET state = $2, reason = $3, changed_at = $4, token = CASE WHEN $2::smallint = 2 THEN NULL ELSE token END, refresh_token = CASE WHEN $2::smallint = 2 THEN NULL ELSE refresh_token END
          WHERE id = $1 AND state = $5 AND installed_at <= $6
          RETURNING id)
        INSERT INTO slack_installation_event (installation_id, at, kind, detail) SELECT id, $4, CASE WHEN $2::smallint = 2 THEN 'removed' ELSE 'dead' END, $3 FROM ended
        """;
    internal const string Revive =
        """
        WITH revived AS (UPDATE slack_installation SET state = 0, reason = NULL, changed_at = $2 WHERE id = $1 AND state = 1 RETURNING id)
        INSERT INTO slack_installation_event (installation_id, at, kind) SELECT id, $2, 'revived' FROM revived
        """;
    internal const string Renew = "UPDATE slack_installation SET token = $2, refresh_token = $3, expires_at = $4, renewed_at = $5 WHERE id = $1";
    internal const string Grant = "UPDATE slack_installation SET scopes = $2 WHERE id = $1";
    internal const string Welcome = "UPDATE slack_installation SET welcomed_at = $2 WHERE id = $1 AND welcomed_at IS NULL";

    public async Task<Stored?> ReadAsync(string id, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(ReadOne);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, cancel)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<Stored>> AllAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(ReadAll);
        return await ReadAsync(command, cancel);
    }

    /// <summary>The installation, kept from everybody who would change it until the transaction ends.</summary>
    public async Task<Stored?> LockAsync(NpgsqlTransaction transaction, string id, CancellationToken cancel)
    {
        await using NpgsqlCommand command = new(ReadLocked, transaction.Connection, transaction);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, cancel)).SingleOrDefault();
    }

    /// <param name="tokens">Null: they stand in the settings.</param>
    public async Task PutAsync(Installation installation, Tokens? tokens, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Put);
        var values = command.Parameters;
        values.AddWithValue(installation.Id);
        values.AddWithValue(installation.Name);
        values.AddWithValue(installation.InstalledAt.ToUniversalTime());
        values.AddWithValue(installation.IsEnterprise);
        foreach (var text in (string?[])[installation.EnterpriseId, installation.TeamId, installation.AppId, installation.BotUserId]) values.Add(Text(text));
        values.AddWithValue(installation.Scopes.ToArray());
        values.Add(Text(installation.Installer));
        values.AddWithValue(installation.FromSettings);
        Add(values, tokens);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Ends an active installation that is not younger than <paramref name="asOf"/>. True exactly once, for whoever has to tell.</summary>
    public async Task<bool> EndAsync(string id, InstallationState state, string reason, DateTimeOffset asOf, CancellationToken cancel)
    {
        if (await EndAsync(id, InstallationState.Active)) return true;
        // A dead one that turns out to be removed forgets its token; its end was told.
        if (state == InstallationState.Removed) await EndAsync(id, InstallationState.Dead);
        return false;

        Task<bool> EndAsync(string id, InstallationState from) => ExecuteAsync(
            End, cancel, new NpgsqlParameter { Value = id }, new NpgsqlParameter { Value = (short)state }, Text(reason), Time(clock.GetUtcNow()), new NpgsqlParameter { Value = (short)from }, Time(asOf));
    }

    /// <summary>A dead installation works again.</summary>
    public Task<bool> ReviveAsync(string id, CancellationToken cancel) => ExecuteAsync(Revive, cancel, new NpgsqlParameter { Value = id }, Time(clock.GetUtcNow()));

    /// <summary>What is granted now, as Slack says with every reply.</summary>
    public Task GrantAsync(string id, IReadOnlyList<string> scopes, CancellationToken cancel) => ExecuteAsync(Grant, cancel, new NpgsqlParameter { Value = id }, new NpgsqlParameter { Value = scopes.ToArray() });

    /// <summary>True for the one who may welcome.</summary>
    public Task<bool> WelcomeAsync(string id, CancellationToken cancel) => ExecuteAsync(Welcome, cancel, new NpgsqlParameter { Value = id }, Time(clock.GetUtcNow()));

    /// <summary>The next pair of tokens, within the transaction that holds the installation.</summary>
    public async Task RenewAsync(NpgsqlTransaction transaction, string id, Tokens tokens, CancellationToken cancel)
    {
        await using NpgsqlCommand command = new(Renew, transaction.Connection, transaction);
        command.Parameters.AddWithValue(id);
        Add(command.Parameters, tokens);
        command.Parameters.Add(Time(clock.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<IReadOnlyList<Stored>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        List<Stored> found = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) found.Add(Complete(InstallationRow.Read(row, seal)));
        return found;
    }

    private Stored Complete(Stored stored) => !stored.Installation.FromSettings ? stored
        : stored with { Tokens = options.BotToken.Length > 0 ? new Tokens(options.BotToken) : null };

    private void Add(NpgsqlParameterCollection values, Tokens? tokens)
    {
        values.Add(new NpgsqlParameter<byte[]?> { TypedValue = seal.Close(tokens?.Access), NpgsqlDbType = NpgsqlDbType.Bytea });
        values.Add(new NpgsqlParameter<byte[]?> { TypedValue = seal.Close(tokens?.Refresh), NpgsqlDbType = NpgsqlDbType.Bytea });
        values.Add(Time(tokens?.ExpiresAt));
    }

    private async Task<bool> ExecuteAsync(string sql, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }

    private static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(DateTimeOffset? at) => new() { Value = (object?)at?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
