using RevenueBot.Access;
using RevenueBot.Chat;

namespace RevenueBot.Slack;

/// <summary>
/// Who a person is and who reads a channel, as Slack says. Kept for a minute; failures are not kept. What cannot be found out is null,
/// which the policy refuses.
/// </summary>
internal sealed class SlackDirectory(SlackClients slack, TimeProvider clock) : IKnowPeople
{
    private readonly KeptFacts<PersonFacts> _people = new(clock);
    private readonly KeptFacts<PlaceFacts> _channels = new(clock);

    public Platform Platform => Platform.Slack;

    /// <summary>Whoever just wrote was looked up to be let in: Slack is seldom asked again.</summary>
    public Task<PersonFacts?> FindAsync(string workspace, string user, CancellationToken cancel) => PersonAsync(new SlackHome(workspace, workspace), user, fresh: false, cancel);

    /// <param name="home">Where they are met: who belongs to another workspace is an outsider.</param>
    /// <param name="fresh">Asks Slack whatever is kept: before figures go to others.</param>
    public Task<PersonFacts?> PersonAsync(SlackHome home, string user, bool fresh, CancellationToken cancel) =>
        _people.FindAsync($"{home.Workspace}:{user}", fresh, async () =>
            (await slack.In(home.Installation).UserAsync(user, cancel)).Value?.User.Facts(home.Workspace));

    /// <inheritdoc cref="PersonAsync"/>
    public Task<PlaceFacts?> ChannelAsync(SlackHome home, string channel, bool fresh, CancellationToken cancel) => _channels.FindAsync($"{home.Workspace}:{channel}", fresh, async () =>
        (await slack.In(home.Installation).ChannelAsync(channel, cancel)).Value?.Channel.Facts);

    /// <summary>A request, as far as rights go.</summary>
    public Asking AskingOf(SlackRequest request) => new(Platform.Slack, request.Workspace, request.User, request.Channel)
    {
        IsDirect = request.IsDirect, IsForeign = request.IsForeign,
        FindPerson = (fresh, cancel) => PersonAsync(request.Home, request.User, fresh, cancel),
        FindPlace = (fresh, cancel) => ChannelAsync(request.Home, request.Channel, fresh, cancel),
    };
}
