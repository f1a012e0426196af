using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

/// <summary>A socket that the bot opened, seen from Slack's side.</summary>
public sealed class FakeSocket(WebSocket socket)
{
    private readonly ConcurrentDictionary<string, JsonElement> _acknowledged = new();
    private readonly Lock _gate = new();
    private Task _sent = Task.CompletedTask;

    /// <summary>What was acknowledged, with its payload.</summary>
    public IReadOnlyDictionary<string, JsonElement> Acknowledged => _acknowledged;

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>While set, nothing is read: pings stay without an answer, as on a dead line.</summary>
    public bool IsFrozen { get => Volatile.Read(ref _isFrozen); set => Volatile.Write(ref _isFrozen, value); }

    private bool _isFrozen;

    internal async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        while (!IsFrozen && await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
        {
            var reply = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, part.Count));
            _acknowledged[reply.Text("envelope_id")] = reply;
        }

        while (IsFrozen && socket.State == WebSocketState.Open) await Task.Delay(20);
        if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    public Task DisconnectAsync(string reason) => SendAsync(new { type = "disconnect", reason });

    /// <summary>Closes it, as Slack does some seconds after it said so.</summary>
    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Abort() => socket.Abort();

    public Task SendAsync(object frame) => SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame));

    /// <summary>One after the other: a socket sends one frame at a time.</summary>
    public Task SendAsync(byte[] frame)
    {
        lock (_gate) return _sent = SendAfterAsync(_sent, frame);
    }

    private async Task SendAfterAsync(Task before, byte[] frame)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await socket.SendAsync(frame, WebSocketMessageType.Text, true, CancellationToken.None);
    }

    /// <summary>Delivers something and waits for its acknowledgement.</summary>
    public async Task<JsonElement> DeliverAsync(string type, string payload, string envelopeId, bool acceptsPayload = false)
    {
        await SendAsync(new { envelope_id = envelopeId, type, accepts_response_payload = acceptsPayload, payload = JsonSerializer.Deserialize<JsonElement>(payload) });
        await Patience.UntilAsync(() => Task.FromResult(_acknowledged.ContainsKey(envelopeId)));
        return _acknowledged[envelopeId];
    }
}

/// <summary>Socket Mode: addresses that are good once, and the sockets behind them.</summary>
public sealed partial class FakeSlack
{
    public const string AppToken = "xapp-1-canary-app-token";
    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly List<FakeSocket> _sockets = [];

    /// <summary>Every socket that was ever opened, oldest first.</summary>
    public IReadOnlyList<FakeSocket> Sockets
    {
        get { lock (_sockets) return [.. _sockets]; }
    }

    public IReadOnlyList<FakeSocket> OpenSockets => [.. Sockets.Where(socket => socket.IsOpen)];

    public Task UntilOpenedAsync(int sockets) => Patience.UntilAsync(() => Task.FromResult(Sockets.Count >= sockets));

    private object OpenConnection(string token) => token == AppToken ? NewTicket() : Refused("invalid_auth");

    private object NewTicket()
    {
        var ticket = $"ticket-canary-{Next()}";
        _tickets[ticket] = true;
        return Ok(new { ok = true, url = $"{BaseUrl.Replace("http://", "ws://", StringComparison.Ordinal)}/link?ticket={ticket}" });
    }

    private async Task LinkAsync(HttpContext context)
    {
        if (!_tickets.TryRemove(context.Request.Query["ticket"].ToString(), out _))
        {
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        FakeSocket link = new(socket);
        await link.SendAsync(new { type = "hello", num_connections = OpenSockets.Count + 1, connection_info = new { app_id = "A0BOT" }, debug_info = new { approximate_connection_time = 3600 } });
        lock (_sockets) _sockets.Add(link);
        using var end = _app.Lifetime.ApplicationStopping.Register(link.Abort); // a dead line would hold the server up
        try
        {
            await link.ReadAsync();
        }
        catch (WebSocketException) { } // the bot is gone
    }
}
