using System.Collections.Concurrent;

namespace RevenueBot.Chat;

/// <summary>What a platform said of people or places, by id: kept for a minute. Failures are not kept.</summary>
internal sealed class KeptFacts<T>(TimeProvider clock) where T : class
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan _keeps = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, T Facts)> _kept = new();

    /// <param name="fresh">Asks the platform whatever is kept: before figures go to others.</param>
    /// <param name="lookUp">Null where it cannot be found out.</param>
    public async Task<T?> FindAsync(string id, bool fresh, Func<Task<T?>> lookUp)
    {
        var now = clock.GetUtcNow();
        if (!fresh && _kept.TryGetValue(id, out var known) && known.Until > now) return known.Facts;
        if (await lookUp() is not { } found) return null;
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[id] = (now + _keeps, found);
        return found;
    }

    /// <summary>What is kept under an id is found under another too, for as long.</summary>
    public void AlsoAs(string id, string other)
    {
        if (_kept.TryGetValue(id, out var kept)) _kept[other] = kept;
    }
}
