namespace RevenueBot.Dashboard.Live;

/// <summary>A socket that listens.</summary>
/// <param name="TooSlow">Called once it has no room left.</param>
internal sealed record Listener(LiveQueue Queue, Action TooSlow);

/// <summary>The sockets of this process, and the last events, for those that come back.</summary>
internal sealed class LiveHub(DashboardOptions options, TimeProvider clock)
{
    public const int MostKept = 250;

    /// <summary>What one page costs, twice: so far apart do those who are told ask for their pages again.</summary>
    private static readonly TimeSpan _apart = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<Listener> _listeners = [];
    private readonly Dictionary<string, int> _seats = new(StringComparer.Ordinal);
    private readonly List<LiveFrame> _kept = [];
    private int _taken;
    private long _floor;

    /// <summary>The number of the newest event here; null before the first look.</summary>
    public long? Seq { get; private set; }

    public int Sockets
    {
        get
        {
            lock (_gate) return _taken;
        }
    }

    /// <summary>Over how long those who are told should spread what they ask for.</summary>
    public TimeSpan Spread => _apart * Sockets;

    /// <summary>Begins with what was told before this process came.</summary>
    public void Start(IReadOnlyList<LiveFrame> newest)
    {
        lock (_gate)
        {
            _kept.AddRange(newest);
            _floor = newest.Count == 0 ? 0 : newest[0].Seq - 1;
            Seq = newest.Count == 0 ? 0 : newest[^1].Seq;
        }
    }

    public void Add(IReadOnlyList<LiveFrame> frames)
    {
        lock (_gate)
        {
            foreach (var frame in frames)
            {
                _kept.Add(frame);
                Seq = frame.Seq;
                foreach (var listener in _listeners) Tell(listener, frame);
            }

            if (_kept.Count <= MostKept) return;
            _floor = _kept[^(MostKept + 1)].Seq;
            _kept.RemoveRange(0, _kept.Count - MostKept);
        }
    }

    /// <summary>A place for one more socket of somebody; false where they, or all together, have too many.</summary>
    public bool TryEnter(string viewer)
    {
        lock (_gate)
        {
            var own = _seats.GetValueOrDefault(viewer);
            if (own >= options.SocketsPerPerson || _taken >= options.Sockets) return false;
            (_seats[viewer], _taken) = (own + 1, _taken + 1);
            return true;
        }
    }

    public void Leave(string viewer)
    {
        lock (_gate)
        {
            _taken--;
            if (--_seats[viewer] == 0) _seats.Remove(viewer);
        }
    }

    /// <summary>From here on it is told everything after a number: first what it missed, or that this is no longer known.</summary>
    /// <param name="after">Null: what comes.</param>
    public void Join(Listener listener, long? after)
    {
        lock (_gate)
        {
            var (seq, now) = (Seq ?? 0, clock.GetUtcNow());
            listener.Queue.TryAdd(LiveFrame.Ready(seq, now, _apart * _taken));
            _listeners.Add(listener);
            var missed = after is { } known ? _kept.Where(frame => frame.Seq > known).ToList() : [];
            if (after < _floor || after > seq || missed.Count(frame => frame.IsUrgent) > LiveQueue.Most / 2) Tell(listener, LiveFrame.Reset(seq, now));
            else missed.ForEach(frame => Tell(listener, frame));
        }
    }

    public void Part(Listener listener)
    {
        lock (_gate) _listeners.Remove(listener);
    }

    private static void Tell(Listener listener, LiveFrame frame)
    {
        if (!listener.Queue.TryAdd(frame)) listener.TooSlow();
    }
}
