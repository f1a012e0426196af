using System.Collections.Concurrent;

namespace RevenueBot.Slack;

/// <summary>
/// <c>Slack:NativeBlocks</c>: whether Slack is asked to draw charts and tables itself. A workspace that refuses them gets pictures and text, and
/// is asked again a day later.
/// </summary>
internal sealed class NativeSwitch(SlackOptions options, TimeProvider clock)
{
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _refused = new(StringComparer.Ordinal);

    public bool IsOn(string installation) => options.DrawsNatively && !(_refused.TryGetValue(installation, out var at) && clock.GetUtcNow() - at < _remembers);

    public void Refuse(string installation) => _refused[installation] = clock.GetUtcNow();
}
