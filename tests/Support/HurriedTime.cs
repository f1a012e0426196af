namespace RevenueBot.Support;

/// <summary>A clock on which every wait is over at once: it jumps to the end of the wait. Otherwise it stands still.</summary>
public sealed class HurriedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = start;

    /// <summary>How long was waited altogether.</summary>
    public TimeSpan Waited { get; private set; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public void Advance(TimeSpan span)
    {
        lock (_lock) _now += span;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            lock (_lock)
            {
                _now += dueTime;
                Waited += dueTime;
            }
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Spent();
    }

    private sealed class Spent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
