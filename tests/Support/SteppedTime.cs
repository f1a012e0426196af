namespace RevenueBot.Support;

/// <summary>A clock that stands until it is moved on; timers fire as it passes them, one by one.</summary>
/// <param name="start">Null: the whole second that it is now.</param>
public sealed class SteppedTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private long _ticks = (start ?? System.GetUtcNow()).UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Alarm alarm = new(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Step(TimeSpan by)
    {
        var end = GetTimestamp() + by.Ticks;
        while (Next(end) is { } alarm) alarm.Ring();
        Interlocked.Exchange(ref _ticks, end);
    }

    /// <summary>Moves on to the first alarm that is due by then.</summary>
    private Alarm? Next(long end)
    {
        lock (_gate)
        {
            if (_alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due) is not { } next) return null;
            if (next.Due > GetTimestamp()) Interlocked.Exchange(ref _ticks, next.Due);
            if (next.Period > 0) next.Due += next.Period;
            else _alarms.Remove(next);
            return next;
        }
    }

    private sealed class Alarm(SteppedTime time, Action ring) : ITimer
    {
        public long Due { get; set; }

        public long Period { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._alarms.Remove(this);
                (Due, Period) = (time.GetTimestamp() + dueTime.Ticks, Math.Max(0, period.Ticks));
                if (dueTime > TimeSpan.Zero) time._alarms.Add(this);
            }

            if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => ring());
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
