using System.Collections.Concurrent;
using RevenueBot.Access;

namespace RevenueBot.Slack;

/// <summary>
/// Who a person is and who reads a channel, as Slack says. Kept for a minute; failures are not kept. What cannot be found out is null,
/// which the policy refuses.
/// </summary>
internal sealed class SlackDirectory(SlackClients slack, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan _keeps = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, PersonFacts Facts)> _people = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, PlaceFacts Facts)> _channels = new();

    /// <param name="home">Where they are met: who belongs to another workspace is an outsider.</param>
    /// <param name="fresh">Asks Slack whatever is kept: before figures go to others.</param>
    public Task<PersonFacts?> PersonAsync(SlackHome home, string user, bool fresh, CancellationToken cancel) =>
        FindAsync(_people, $"{home.Workspace}:{user}", fresh, async () =>
            (await slack.In(home.Installation).UserAsync(user, cancel)).Value?.User.Facts(home.Workspace));

    /// <inheritdoc cref="PersonAsync"/>
    public Task<PlaceFacts?> ChannelAsync(SlackHome home, string channel, bool fresh, CancellationToken cancel) => FindAsync(_channels, $"{home.Workspace}:{channel}", fresh, async () =>
        (await slack.In(home.Installation).ChannelAsync(channel, cancel)).Value?.Channel.Facts);

    /// <summary>A request, as far as rights go.</summary>
    public Asking AskingOf(SlackRequest request) => new(Platform.Slack, request.Workspace, request.User, request.Channel)
    {
        IsDirect = request.IsDirect, IsForeign = request.IsForeign,
        FindPerson = (fresh, cancel) => PersonAsync(request.Home, request.User, fresh, cancel),
        FindPlace = (fresh, cancel) => ChannelAsync(request.Home, request.Channel, fresh, cancel),
    };

    private async Task<T?> FindAsync<T>(ConcurrentDictionary<string, (DateTimeOffset Until, T Facts)> kept, string id, bool fresh, Func<Task<T?>> lookUp)
        where T : class
    {
        var now = clock.GetUtcNow();
        if (!fresh && kept.TryGetValue(id, out var known) && known.Until > now) return known.Facts;
        if (await lookUp() is not { } found) return null;
        if (kept.Count >= MostKept) kept.Clear();
        kept[id] = (now + _keeps, found);
        return found;
    }
}
