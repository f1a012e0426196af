using System.Collections.Concurrent;

namespace RevenueBot.Support;

/// <summary>What a stand-in was asked to do, in order; whoever tests waits for what comes.</summary>
public sealed class CallLog<T> where T : class
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<T> _calls = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();

    public IReadOnlyList<T> All => [.. _calls];

    /// <summary>Sees every call instead of its being kept: for more of them than anybody would look through.</summary>
    public Action<T>? Watcher { get; set; }

    public void Add(T call)
    {
        if (Watcher is { } watcher)
        {
            watcher(call);
            return;
        }

        _calls.Enqueue(call);
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = New();
        }
    }

    /// <summary>The first call that fits, now or later.</summary>
    public async Task<T> FirstAsync(Func<T, bool> fits)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (true)
        {
            Task changed;
            lock (_gate) changed = _changed.Task;
            if (_calls.FirstOrDefault(fits) is { } call) return call;
            await changed.WaitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (patience.IsCancellationRequested) throw new TimeoutException($"That did not come. There came: {string.Join(", ", _calls)}.");
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
