using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Dapper;
using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Slack;

/// <summary>
/// Requests kept before they are acknowledged, so that a killed process loses none. A finished request keeps its id, to know a
/// repeated delivery, and forgets its body, which holds a response_url.
/// </summary>
internal sealed class SlackInbox(Inbox inbox, NpgsqlDataSource database, TimeProvider clock)
{
    public const string Source = "slack";

    /// <summary>Longer than any answer takes; a killed worker's request is taken up after it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const string ForgetClick = "DELETE FROM inbox WHERE source = @Source AND event_id = @EventId AND status <> 0 AND received_at < @Before";
    private const string ForgetOld = "DELETE FROM inbox WHERE source = @Source AND received_at < @Before";

    /// <summary>Slack repeats an event for at most a day.</summary>
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(2);

    /// <summary>The same click again within this time is a double click; later it is meant.</summary>
    private static readonly TimeSpan _doubleClick = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Stores a request; false where it is known already.</summary>
    public async Task<bool> AddAsync(SlackRequest request, CancellationToken cancel)
    {
        var key = Key(request);
        if (request.ActionId == SlackActions.Share) await ExecuteAsync(ForgetClick, new { Source, EventId = key, Before = clock.GetUtcNow() - _doubleClick }, cancel);
        var isNew = await inbox.AddAsync(Source, key, request.ToBytes(), cancel);
        if (isNew) _bell.Writer.TryWrite(true);
        return isNew;
    }

    /// <summary>Takes the next request that is due, or null.</summary>
    public async Task<InboxMessage?> ClaimAsync(CancellationToken cancel) =>
        (await inbox.ClaimAsync(Source, limit: 1, Lease, cancel)).SingleOrDefault();

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

    /// <summary>Gives a request back until Slack may be asked again.</summary>
    public Task PostponeAsync(InboxMessage message, string reason, DateTimeOffset until, CancellationToken cancel) =>
        inbox.PostponeAsync(message.Key, reason, until, cancel);

    /// <summary>Forgets requests that Slack cannot repeat any more.</summary>
    public Task ForgetOldAsync(CancellationToken cancel) =>
        ExecuteAsync(ForgetOld, new { Source, Before = clock.GetUtcNow() - _remembers }, cancel);

    /// <summary>Two clicks on "Post" are two payloads but one wish; everything else Slack names itself.</summary>
    private static string Key(SlackRequest request) => request.ActionId == SlackActions.Share
        ? "share:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Channel} {request.Value}")))
        : request.EventId;

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }
}
