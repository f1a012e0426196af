using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Dashboard.SignIn;
using Xunit;

namespace RevenueBot.Tests.Dashboard.Live;

/// <summary>Somebody who listens on /live.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket;
    private readonly Channel<JsonElement> _told = Channel.CreateUnbounded<JsonElement>();

    private LiveClient(ClientWebSocket socket)
    {
        _socket = socket;
        Closed = ReadAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Why it was closed; null: broken off.</summary>
    public Task<WebSocketCloseStatus?> Closed { get; }

    public static async Task<LiveClient> OpenAsync(DashboardBot bot, string viewer, long? after = null)
    {
        var (socket, status) = await TryAsync(bot, await TokenAsync(bot, viewer), bot.Address.GetLeftPart(UriPartial.Authority), after?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
        if (status != HttpStatusCode.SwitchingProtocols) throw new InvalidOperationException($"It was refused: {status}.");
        LiveClient client = new(socket);
        await client.NextAsync(_ => true, "ready");
        return client;
    }

    /// <summary>Tries to open it; the status says how that went.</summary>
    public static async Task<(ClientWebSocket Socket, HttpStatusCode Status)> TryAsync(DashboardBot bot, string? token, string? origin, string after = "")
    {
        ClientWebSocket socket = new() { Options = { CollectHttpResponseDetails = true } };
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        if (token is not null) socket.Options.SetRequestHeader("Cookie", $"revenuebot={token}");
        try
        {
            await socket.ConnectAsync(new UriBuilder(bot.Address) { Scheme = "ws", Path = "/live", Query = $"after={after}" }.Uri, Cancel);
        }
        catch (WebSocketException)
        {
            // the status says it
        }

        return (socket, socket.HttpStatusCode);
    }

    /// <summary>A session that outlasts whatever a stepped clock does.</summary>
    public static async Task<string> TokenAsync(DashboardBot bot, string viewer)
    {
        var (token, now) = (Secrets.New(), TimeProvider.System.GetUtcNow());
        await bot.Services.GetRequiredService<SessionStore>().AddAsync(Secrets.Hash(token), new(0, viewer, "Chrome on Linux", now, now, now.AddDays(30)), Cancel);
        return token;
    }

    /// <summary>The next event, whatever it is.</summary>
    public Task<JsonElement> NextAsync() => NextAsync(_ => true);

    /// <summary>The next event of a type; others are passed over.</summary>
    public Task<JsonElement> NextAsync(string type) => NextAsync(one => one.GetProperty("type").GetString() == type);

    /// <summary>The next event of a type about a customer.</summary>
    public Task<JsonElement> NextAsync(string type, string customer) =>
        NextAsync(one => one.GetProperty("type").GetString() == type && one.GetProperty("data").TryGetProperty("customer_id", out var id) && id.GetString() == customer);

    public Task SayAsync(string text) => _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancel);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await Closed.WaitAsync(_patience);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or TimeoutException)
        {
            // the other side was first
        }

        _socket.Dispose();
    }

    private async Task<JsonElement> NextAsync(Func<JsonElement, bool> fits, string control = "")
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(_patience);
        await foreach (var one in _told.Reader.ReadAllAsync(patience.Token))
        {
            var type = one.GetProperty("type").GetString();
            if ((type is "ready" or "beat") == (type == control) && fits(one)) return one;
        }

        throw new InvalidOperationException("The socket was closed.");
    }

    private async Task<WebSocketCloseStatus?> ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    read = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += read.Count;
                }
                while (!read.EndOfMessage);
                if (read.MessageType == WebSocketMessageType.Close) return _socket.CloseStatus;
                using var told = JsonDocument.Parse(buffer.AsMemory(0, length));
                _told.Writer.TryWrite(told.RootElement.Clone());
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            _told.Writer.TryComplete();
        }
    }
}
