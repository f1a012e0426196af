using System.Net.WebSockets;
using System.Text.Json;
using RevenueBot.Chat;

namespace RevenueBot.Slack.Sockets;

/// <summary>Why another socket is wanted.</summary>
internal enum SocketEnd
{
    /// <summary>Slack is about to close it: it still delivers.</summary>
    Leaving,

    /// <summary>Nothing comes any more.</summary>
    Lost,

    /// <summary>Socket Mode was switched off for the app.</summary>
    Disabled,
}

/// <summary>
/// One socket: reads envelopes, hands each to the reception, and acknowledges it when it is stored
/// (https://docs.slack.dev/apis/events-api/using-socket-mode). An envelope that could not be stored is not acknowledged: Slack delivers
/// it again, perhaps to another replica.
/// </summary>
internal sealed class SocketLink : IDisposable
{
    private const int AtATime = 32;
    private static readonly TimeSpan _finishing = TimeSpan.FromSeconds(4);
    private readonly WebSocket _socket;
    private readonly SlackReception _reception;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _retired = new();
    private readonly Lazy<Task> _finish;
    private readonly SemaphoreSlim _seats = new(AtATime), _sending = new(1);
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketLink(WebSocket socket, SlackReception reception, ILogger logger)
    {
        (_socket, _reception, _logger) = (socket, reception, logger);
        _finish = new(FinishAsync);
    }

    /// <summary>Slack has greeted: from here on it delivers.</summary>
    public Task Hello => _hello.Task;

    public Task<SocketEnd> End => _end.Task;

    /// <summary>Reads until Slack closes the socket, until it is retired, or until told to stop; what has begun is acknowledged first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, _retired.Token);
        using var hard = new CancellationTokenSource();
        await using var soft = ending.Token.Register(() =>
        {
            hard.CancelAfter(_finishing);
            _ = _finish.Value;
        });
        try
        {
            var frames = new SocketFrames(_socket);
            while (await frames.ReadAsync(hard.Token) is { } frame) await TakeAsync(frame, ending.Token);
        }
        catch (Exception over) when (IsOver(over))
        {
            _logger.SocketOver(over.GetType().Name);
        }

        _end.TrySetResult(SocketEnd.Lost);
        await _finish.Value;
    }

    /// <summary>Another socket has taken its place: it is read on for a while.</summary>
    public void Retire(TimeSpan after)
    {
        try
        {
            _retired.CancelAfter(after);
        }
        catch (ObjectDisposedException) { } // it ended by itself
    }

    public void Dispose()
    {
        _socket.Dispose();
        _retired.Dispose();
    }

    private async Task TakeAsync(byte[] frame, CancellationToken stop)
    {
        if (Envelope(frame) is not { } envelope) return;
        switch (envelope.Text("type"))
        {
            case "hello": _hello.TrySetResult(); break;
            case "disconnect": _end.TrySetResult(envelope.Text("reason") == "link_disabled" ? SocketEnd.Disabled : SocketEnd.Leaving); break;
            default:
                await _seats.WaitAsync(stop);
                _ = HandleAsync(envelope);
                break;
        }
    }

    private async Task HandleAsync(JsonElement envelope)
    {
        try
        {
            var payload = envelope.Child("payload");
            var done = envelope.Text("type") switch
            {
                "events_api" => await _reception.EventAsync(payload, CancellationToken.None),
                "slash_commands" => await _reception.CommandAsync(payload, CancellationToken.None),
                "interactive" => await _reception.InteractionAsync(payload, CancellationToken.None),
                _ => Acknowledgement.Ok,
            };
            if (done.Status != StatusCodes.Status503ServiceUnavailable) await AcknowledgeAsync(envelope, done);
        }
        catch (Exception over) when (IsOver(over)) // the socket ended meanwhile: it comes again
        {
            _logger.SocketOver(over.GetType().Name);
        }
        finally
        {
            _seats.Release();
        }
    }

    private async Task AcknowledgeAsync(JsonElement envelope, Acknowledgement done)
    {
        Dictionary<string, object> reply = new() { ["envelope_id"] = envelope.Text("envelope_id") };
        if (done.Body is not null && envelope.Child("accepts_response_payload").ValueKind == JsonValueKind.True) reply["payload"] = JsonSerializer.Deserialize<JsonElement>(done.Body);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(reply), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private JsonElement? Envelope(byte[] frame)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(frame);
        }
        catch (JsonException)
        {
            _logger.Unreadable();
            return null;
        }
    }

    /// <summary>Waits for what has begun, then says good-bye.</summary>
    private async Task FinishAsync()
    {
        for (var seat = 0; seat < AtATime; seat++) await _seats.WaitAsync();
        using var limit = new CancellationTokenSource(_finishing);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception over) when (IsOver(over))
        {
            _logger.SocketOver(over.GetType().Name);
        }
    }

    private static bool IsOver(Exception trouble) => trouble is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
