using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Dapper;
using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Chat;

/// <summary>
/// Requests of one platform kept before they are acknowledged, so that a killed process loses none. A finished request keeps its id, to
/// know a repeated delivery, and forgets its body, which may hold an address that is a password.
/// </summary>
/// <param name="source">The platform's name in the inbox.</param>
internal class ChatInbox(string source, Inbox inbox, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Longer than any answer takes; a killed worker's request is taken up after it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    internal const string Replace = "UPDATE inbox SET body = @body WHERE source = @source AND event_id = @key AND status = 0";
    internal const string ForgetWish = "DELETE FROM inbox WHERE source = @source AND event_id = @EventId AND status <> 0 AND received_at < @Before";
    internal const string ForgetOld = "DELETE FROM inbox WHERE source = @source AND received_at < @Before";

    /// <summary>No platform repeats an event for longer than a day.</summary>
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(2);

    /// <summary>The same click again within this time is a double click; later it is meant.</summary>
    private static readonly TimeSpan _doubleClick = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes the next request that is due, or null.</summary>
    public async Task<InboxMessage?> ClaimAsync(CancellationToken cancel) =>
        (await inbox.ClaimAsync(source, limit: 1, Lease, cancel)).SingleOrDefault();

    /// <summary>Waits until something was stored here, or for a moment: another replica may have stored something, or died.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(_bell.Reader.WaitToReadAsync(pause.Token).AsTask(), Task.Delay(_pause, clock, pause.Token));
        await pause.CancelAsync();
        _bell.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }

    public Task DoneAsync(InboxMessage message, CancellationToken cancel) => inbox.DoneAsync(message.Key, cancel);

    /// <summary>Gives a request back until the platform may be asked again.</summary>
    public Task PostponeAsync(InboxMessage message, string reason, DateTimeOffset until, CancellationToken cancel) =>
        inbox.PostponeAsync(message.Key, reason, until, cancel);

    /// <summary>Forgets requests that the platform cannot repeat any more.</summary>
    public Task ForgetOldAsync(CancellationToken cancel) =>
        ExecuteAsync(ForgetOld, new { source, Before = clock.GetUtcNow() - _remembers }, cancel);

    /// <summary>Stores a request; false where it is known already.</summary>
    protected async Task<bool> AddAsync(string key, byte[] body, CancellationToken cancel)
    {
        var isNew = await inbox.AddAsync(source, key, body, cancel);
        if (isNew) _bell.Writer.TryWrite(true);
        return isNew;
    }

    /// <summary>Replaces what is kept of a request that is being worked on, for whoever takes it up after this process; false where it is not any more.</summary>
    protected async Task<bool> ReplaceAsync(string key, byte[] body, CancellationToken cancel) => await ExecuteAsync(Replace, new { source, key, body }, cancel) == 1;

    /// <summary>Stores what two clicks are two payloads of, but one wish.</summary>
    /// <param name="wish">What is wanted, and where.</param>
    protected async Task<bool> AddWishAsync(string wish, byte[] body, CancellationToken cancel)
    {
        var key = KeyOf(wish);
        await ExecuteAsync(ForgetWish, new { source, EventId = key, Before = clock.GetUtcNow() - _doubleClick }, cancel);
        return await AddAsync(key, body, cancel);
    }

    protected static string KeyOf(string wish) => "share:" + Hash(wish);

    protected static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }
}
