using System.Net.WebSockets;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Live;

/// <summary>What every socket needs.</summary>
internal sealed record LiveHouse(LiveHub Hub, Visitors Visitors, IHostApplicationLifetime Lifetime, TimeProvider Clock);

/// <summary>
/// One open socket: it tells and is told nothing. Who listens is asked for again and again, so that it closes when they sign out or lose
/// their role; and when they do not read, say something, or the program ends.
/// </summary>
internal sealed class LiveSocket(LiveHouse house, WebSocket socket, HttpContext http, Viewer viewer) : IDisposable
{
    /// <summary>The reader is no longer signed in, or may see nothing.</summary>
    public const WebSocketCloseStatus SignedOut = (WebSocketCloseStatus)4401;

    private const int BeatEvery = 3;
    private static readonly TimeSpan _askAgain = TimeSpan.FromSeconds(10), _sendingMayTake = TimeSpan.FromSeconds(10), _closingMayTake = TimeSpan.FromSeconds(2);

    private readonly LiveQueue _queue = new();
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(house.Lifetime.ApplicationStopping);
    private readonly TaskCompletionSource<Ending> _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Viewer _viewer = viewer;

    /// <summary>How it ends. Nothing can be said any more on one that is broken off.</summary>
    private sealed record Ending(WebSocketCloseStatus Status, string Reason, bool IsBrokenOff = false);

    public void Dispose() => _over.Dispose();

    public async Task RunAsync(long? after)
    {
        Listener listener = new(_queue, () => _slow.TrySetResult(new(WebSocketCloseStatus.PolicyViolation, "too slow", true)));
        house.Hub.Join(listener, after);
        try
        {
            var watching = WatchAsync();
            var (reading, sending) = (ReadAsync(), SendAsync());
            var ending = await await Task.WhenAny(reading, sending, watching, _slow.Task);
            house.Hub.Part(listener);
            await _over.CancelAsync();
            await CloseAsync(ending, reading, sending);
        }
        finally
        {
            house.Hub.Part(listener);
            socket.Abort();
        }
    }

    /// <summary>Nothing is expected: a reader closes, breaks off, or says something, which ends it.</summary>
    private async Task<Ending> ReadAsync()
    {
        var some = new byte[64];
        try
        {
            var read = await socket.ReceiveAsync(some.AsMemory(), CancellationToken.None);
            return read.MessageType == WebSocketMessageType.Close ? new(WebSocketCloseStatus.NormalClosure, "") : new(WebSocketCloseStatus.PolicyViolation, "this socket only tells");
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return new(WebSocketCloseStatus.EndpointUnavailable, "", true);
        }
    }

    /// <summary>Whatever was said is thrown away, so that the other side hears why it ends.</summary>
    private async Task ReadRestAsync(CancellationToken cancel)
    {
        var some = new byte[4096];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent) await socket.ReceiveAsync(some.AsMemory(), cancel);
    }

    private async Task<Ending> SendAsync()
    {
        try
        {
            while (true)
                foreach (var frame in await _queue.TakeAsync(_over.Token))
                    if (await frame.ForAsync(_viewer.Rights) is { } text) await socket.SendAsync(text, WebSocketMessageType.Text, true, CancellationToken.None).WaitAsync(_sendingMayTake, house.Clock);
        }
        catch (OperationCanceledException)
        {
            return new(WebSocketCloseStatus.EndpointUnavailable, "the program ends");
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or TimeoutException or ObjectDisposedException)
        {
            return new(WebSocketCloseStatus.PolicyViolation, "too slow", true);
        }
    }

    private async Task<Ending> WatchAsync()
    {
        try
        {
            using PeriodicTimer timer = new(_askAgain, house.Clock);
            for (var round = 1; await timer.WaitForNextTickAsync(_over.Token); round++)
            {
                if (await house.Visitors.FindAsync(http, _over.Token) is not { } still || still.Id != _viewer.Id) return new(SignedOut, "signed out");
                _viewer = still;
                if (round % BeatEvery == 0) _queue.TryAdd(LiveFrame.Beat(house.Hub.Seq ?? 0, house.Clock.GetUtcNow(), house.Hub.Spread));
            }
        }
        catch (OperationCanceledException)
        {
            // another part ended it
        }
#pragma warning disable CA1031 // whatever it is, rights that cannot be read are none
        catch (Exception)
#pragma warning restore CA1031
        {
            return new(WebSocketCloseStatus.EndpointUnavailable, "rights cannot be read"); // then nobody is told anything
        }

        return new(WebSocketCloseStatus.EndpointUnavailable, "the program ends");
    }

    /// <summary>Says why, and waits a moment for the other side to have heard.</summary>
    private async Task CloseAsync(Ending ending, Task reading, Task sending)
    {
        if (ending.IsBrokenOff) return;
        using CancellationTokenSource patience = new(_closingMayTake);
        try
        {
            await sending.WaitAsync(patience.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(ending.Status, ending.Reason, patience.Token);
            if (reading.IsCompleted) await ReadRestAsync(patience.Token);
            else await reading.WaitAsync(patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // it has gone already
        }
    }
}
