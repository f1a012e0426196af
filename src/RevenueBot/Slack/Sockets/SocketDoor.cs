using System.Net.WebSockets;
using RevenueBot.Alerts;

namespace RevenueBot.Slack.Sockets;

internal sealed record ConnectionsOpenReply(string? Url);

/// <summary>Opens sockets to Slack: an address that is good once, then the connection.</summary>
internal sealed class SocketDoor(SlackTransport transport, SlackOptions options, SocketPace pace)
{
    private const string Advice = "Check that Socket Mode is on for the app, make an App-Level Token with the scope connections:write, set it as Slack:AppToken, and restart the bot.";
    private static readonly string[] _hosts = [".slack.com", ".slack-gov.com"];

    /// <summary>An address that is good once.</summary>
    public async Task<SlackReply<ConnectionsOpenReply>> AskAsync(CancellationToken cancel)
    {
        using FormUrlEncodedContent nothing = new([]);
        var reply = await transport.CallAsync<ConnectionsOpenReply>(Caller.Bearer("app", options.AppToken), "apps.connections.open", nothing, isHarmlessTwice: true, cancel);
        return reply.Outcome is DeliveryOutcome.Permanent refused ? reply with { Outcome = new DeliveryOutcome.Permanent(refused.Reason, Advice) } : reply;
    }

    /// <summary>An open socket; or what stands in the way.</summary>
    public async Task<(WebSocket? Socket, DeliveryOutcome? Problem)> OpenAsync(CancellationToken cancel)
    {
        var reply = await AskAsync(cancel);
        if (reply.Value?.Url is not { } text) return (null, reply.Outcome.IsSent ? new DeliveryOutcome.RetryAfter("no_url") : reply.Outcome);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !IsSlack(address)) return (null, new DeliveryOutcome.Permanent("foreign_address", "Slack named an address that is not its own: check Slack:ApiBaseUrl."));
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = pace.PingEvery;
        socket.Options.KeepAliveTimeout = pace.PongWithin;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(pace.HelloWithin);
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return (socket, null);
        }
        catch (Exception trouble) when (trouble is WebSocketException || (trouble is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            socket.Dispose();
            return (null, new DeliveryOutcome.RetryAfter("unreachable"));
        }
    }

    private bool IsSlack(Uri address) => address.Scheme == Uri.UriSchemeWss && _hosts.Any(host => address.Host.EndsWith(host, StringComparison.Ordinal))
        || options.ApiBaseUrl != SlackOptions.DefaultApiBaseUrl && address.Authority == options.ApiBase.Authority;
}
