using System.Globalization;
using RevenueBot.Configuration;

namespace RevenueBot.Access;

/// <summary><c>Access:Limits</c>: how often one person, and one channel, may ask, on every platform alike.</summary>
internal sealed record AskLimitOptions(int PersonPerMinute = 30, int ChannelPerMinute = 120, int ExportsPerHour = 20)
{
    /// <exception cref="RefusalException">A setting is no number above 0.</exception>
    public static AskLimitOptions Read(IConfiguration section)
    {
        AskLimitOptions usual = new();
        return new(
            Number(section, nameof(PersonPerMinute), usual.PersonPerMinute), Number(section, nameof(ChannelPerMinute), usual.ChannelPerMinute), Number(section, nameof(ExportsPerHour), usual.ExportsPerHour));
    }

    private static int Number(IConfiguration section, string name, int usual) => section[name] switch
    {
        null or "" => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        var text => throw new RefusalException($"Access:Limits:{name} is \"{text}\": use a whole number above 0."),
    };
}

/// <summary>What is over its limit.</summary>
/// <param name="IsTold">They were told in this window already, and once is enough; or nobody waits for a word.</param>
internal readonly record struct OverLimit(RefusalReason Reason, bool IsTold);

/// <summary>
/// Counts questions by person and by channel in windows of a minute, exports in those of an hour. In this process alone: several replicas
/// together allow as many times as much.
/// </summary>
internal sealed class AskLimits(AskLimitOptions options, TimeProvider clock)
{
    private const int MostKept = 50_000;
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1), _hour = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private readonly record struct Limit(string Key, TimeSpan Length, int Most, RefusalReason Reason);

    private sealed class Window(long began, TimeSpan length)
    {
        public int Count { get; set; }

        /// <summary>Who was told that it is over.</summary>
        public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

        public bool IsOver(TimeProvider clock) => clock.GetElapsedTime(began) >= length;
    }

    /// <summary>Counts one question; null where it is within every limit.</summary>
    public OverLimit? Take(Asking asking, bool isExport)
    {
        lock (_gate)
        {
            if (Over(asking, isExport) is { } over) return new OverLimit(over.Reason, asking.IsQuiet || !Of(over).Told.Add(Person(asking)));
            foreach (var limit in Limits(asking, isExport)) Of(limit).Count++;
            return null;
        }
    }

    /// <summary>Whether another question would be over a limit; counts nothing.</summary>
    public bool IsOver(Asking asking)
    {
        lock (_gate) return Over(asking, isExport: false) is not null;
    }

    private Limit? Over(Asking asking, bool isExport)
    {
        foreach (var limit in Limits(asking, isExport))
            if (Of(limit).Count >= limit.Most) return limit;
        return null;
    }

    private IEnumerable<Limit> Limits(Asking asking, bool isExport)
    {
        yield return new($"person {Person(asking)}", _minute, options.PersonPerMinute, RefusalReason.TooMany);
        if (!asking.IsDirect) yield return new($"channel {asking.Platform} {asking.Channel}", _minute, options.ChannelPerMinute, RefusalReason.TooManyHere);
        if (isExport) yield return new($"exports {Person(asking)}", _hour, options.ExportsPerHour, RefusalReason.TooManyExports);
    }

    private Window Of(Limit limit)
    {
        if (_windows.TryGetValue(limit.Key, out var known) && !known.IsOver(clock)) return known;
        if (_windows.Count >= MostKept) Forget();
        return _windows[limit.Key] = new Window(clock.GetTimestamp(), limit.Length);
    }

    /// <summary>Those that are over; all, where so many ask at once that even that is too much.</summary>
    private void Forget()
    {
        foreach (var (key, window) in _windows.ToList())
            if (window.IsOver(clock)) _windows.Remove(key);
        if (_windows.Count >= MostKept) _windows.Clear();
    }

    private static string Person(Asking asking) => $"{asking.Platform} {asking.Workspace} {asking.User}";
}
