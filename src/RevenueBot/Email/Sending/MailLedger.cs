using Dapper;
using Npgsql;
using RevenueBot.Reports;

namespace RevenueBot.Email.Sending;

/// <summary>How far a delivery came.</summary>
internal enum MailStage
{
    /// <summary>The server has nothing of it.</summary>
    NotClosed,

    /// <summary>It was given whole, and what the server said was not heard.</summary>
    Closed,

    /// <summary>The server took it.</summary>
    Accepted,
}

/// <summary>What must be known of mails after a crash: how far each came, and who wants no more.</summary>
internal sealed class MailLedger(NpgsqlDataSource database)
{
    private const string Close = "INSERT INTO mail_delivery (delivery_id, closed_at) VALUES (@id, @at) ON CONFLICT (delivery_id) DO UPDATE SET closed_at = excluded.closed_at";
    private const string Accept = "UPDATE mail_delivery SET accepted_at = @at WHERE delivery_id = @id";
    private const string Reopen = "DELETE FROM mail_delivery WHERE delivery_id = @id AND accepted_at IS NULL";
    private const string ReadStage = "SELECT accepted_at IS NOT NULL FROM mail_delivery WHERE delivery_id = @id";
    private const string Stop = "INSERT INTO mail_stop (address, kind, stopped_at) VALUES (@address, @kind, @at) ON CONFLICT DO NOTHING";
    private const string Start = "DELETE FROM mail_stop WHERE address = @address AND kind = @kind";
    private const string ReadStop = "SELECT EXISTS (SELECT FROM mail_stop WHERE address = @address AND kind = @kind)";
    private const string Forget = "DELETE FROM mail_delivery WHERE closed_at < @before";

    /// <summary>Written before the end of the data is sent.</summary>
    public Task CloseAsync(string id, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(Close, new { id, at = at.UtcDateTime }, cancel);

    public Task AcceptAsync(string id, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(Accept, new { id, at = at.UtcDateTime }, cancel);

    /// <summary>The server said that it did not take it after all.</summary>
    public Task ReopenAsync(string id, CancellationToken cancel) => ExecuteAsync(Reopen, new { id }, cancel);

    public async Task<MailStage> StageAsync(string id, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(ReadStage, new { id }, cancellationToken: cancel)) switch
        {
            null => MailStage.NotClosed,
            false => MailStage.Closed,
            true => MailStage.Accepted,
        };
    }

    /// <summary>Counts from this moment on, for what is under way too.</summary>
    public Task StopAsync(string address, DigestKind kind, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(Stop, new { address, kind = (short)kind, at = at.UtcDateTime }, cancel);

    public Task StartAsync(string address, DigestKind kind, CancellationToken cancel) => ExecuteAsync(Start, new { address, kind = (short)kind }, cancel);

    public async Task<bool> IsStoppedAsync(string address, DigestKind kind, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(ReadStop, new { address, kind = (short)kind }, cancellationToken: cancel));
    }

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancel) => ExecuteAsync(Forget, new { before = before.UtcDateTime }, cancel);

    private async Task ExecuteAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel));
    }
}
