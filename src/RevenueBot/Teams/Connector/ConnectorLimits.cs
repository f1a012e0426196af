using System.Collections.Concurrent;

namespace RevenueBot.Teams.Connector;

/// <summary>What a call counts as.</summary>
internal enum CallKind { Send, Create, Read }

/// <summary>
/// How often Teams lets a bot call, kept from our side so that it need not refuse: by conversation and kind of call, and by tenant
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). A pause that Teams asks for holds for that conversation
/// and kind alone.
/// </summary>
internal sealed class ConnectorLimits(TeamsOptions options, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan _defaultPause = TimeSpan.FromSeconds(2);
    private static readonly Window[] _writes = [new(7, 1), new(8, 2), new(60, 30), new(1_800, 3_600)];
    private static readonly Window[] _reads = [new(14, 1), new(16, 2), new(120, 30), new(3_600, 3_600)];
    private readonly Window[] _tenant = [new(options.RequestsPerSecond, 1)];
    private readonly ConcurrentDictionary<(string, CallKind), Log> _conversations = new();
    private readonly ConcurrentDictionary<string, Log> _tenants = new(StringComparer.Ordinal);

    /// <summary>Counts a call that is about to be made; or how long it must wait, and then nothing is counted.</summary>
    public TimeSpan? Take(ConnectorAddress to, CallKind kind)
    {
        if (_conversations.Count > MostKept) Forget();
        var now = clock.GetUtcNow();
        var (conversation, tenant) = (Of(to, kind), _tenants.GetOrAdd(to.Tenant, _ => new Log(_tenant)));
        lock (tenant)
            lock (conversation)
            {
                var wait = Longest(tenant.Wait(now), conversation.Wait(now));
                if (wait > TimeSpan.Zero) return wait;
                tenant.Add(now);
                conversation.Add(now);
                return null;
            }
    }

    /// <summary>Teams asked to wait.</summary>
    public void Pause(ConnectorAddress to, CallKind kind, TimeSpan? wait)
    {
        var log = Of(to, kind);
        lock (log) log.Until = clock.GetUtcNow() + (wait ?? _defaultPause);
    }

    private Log Of(ConnectorAddress to, CallKind kind) => _conversations.GetOrAdd((to.Conversation, kind), _ => new Log(kind == CallKind.Read ? _reads : _writes));

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Those in which nothing counts any more.</summary>
    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, log) in _conversations)
            lock (log) if (log.IsQuiet(now)) _conversations.TryRemove(key, out _);
    }

    private readonly record struct Window(int Calls, int Seconds);

    private sealed class Log(Window[] windows)
    {
        private readonly Queue<DateTimeOffset> _calls = new();

        public DateTimeOffset Until { get; set; } = DateTimeOffset.MinValue;

        public bool IsQuiet(DateTimeOffset now)
        {
            Drop(now);
            return _calls.Count == 0 && Until <= now;
        }

        public void Add(DateTimeOffset now) => _calls.Enqueue(now);

        /// <summary>Until each window has room for one more.</summary>
        public TimeSpan Wait(DateTimeOffset now)
        {
            Drop(now);
            var free = Until;
            foreach (var window in windows)
                if (_calls.Count >= window.Calls && _calls.ElementAt(_calls.Count - window.Calls).AddSeconds(window.Seconds) is var at && at > free) free = at;
            return free - now;
        }

        private void Drop(DateTimeOffset now)
        {
            while (_calls.TryPeek(out var first) && first <= now.AddSeconds(-windows[^1].Seconds)) _calls.Dequeue();
        }
    }
}
