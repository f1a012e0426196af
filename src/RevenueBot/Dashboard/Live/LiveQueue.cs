namespace RevenueBot.Dashboard.Live;

/// <summary>What one socket still has to be sent. It does not grow: of the same type the last stays, and whoever lets alerts pile up is too slow.</summary>
internal sealed class LiveQueue
{
    public const int Most = 64;

    private readonly Lock _gate = new();
    private readonly List<LiveFrame> _waiting = [];
    private TaskCompletionSource _filled = New();

    /// <summary>False where there is no room.</summary>
    public bool TryAdd(LiveFrame frame)
    {
        lock (_gate)
        {
            if (!frame.IsUrgent) _waiting.RemoveAll(other => other.Type == frame.Type);
            if (_waiting.Count >= Most) return false;
            _waiting.Add(frame);
            _filled.TrySetResult();
            return true;
        }
    }

    /// <summary>Waits until there is something, and takes all of it.</summary>
    public async Task<IReadOnlyList<LiveFrame>> TakeAsync(CancellationToken cancel)
    {
        Task filled;
        lock (_gate) filled = _filled.Task;
        await filled.WaitAsync(cancel);
        lock (_gate)
        {
            LiveFrame[] taken = [.. _waiting];
            _waiting.Clear();
            _filled = New();
            return taken;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
