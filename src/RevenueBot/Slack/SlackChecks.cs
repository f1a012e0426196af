using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Doctor;

namespace RevenueBot.Slack;

/// <summary>What <c>doctor</c> looks at in Slack: the token, its scopes, who may ask, and every channel that is named.</summary>
internal sealed class SlackChecks(SlackClient slack, SlackOptions options, AccessBook book)
{
    private AccessRules Rules => book.Kept(Platform.Slack);

    private const string Name = "Slack";

    public static DoctorCheck Off { get; } =
        DoctorCheck.Warn(Name, "Not connected: set Slack:BotToken and Slack:SigningSecrets (docs/slack.md shows how).");

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        var auth = await slack.AuthTestAsync(cancel);
        if (auth.Value is not { } bot) return [DoctorCheck.Fail(Name, Problem("The bot token", auth)), People()];
        var channels = await Task.WhenAll(Rules.Channels.Order(StringComparer.Ordinal).Select(channel => ChannelAsync(channel, cancel)));
        return [DoctorCheck.Ok(Name, $"The bot token works in {bot.Team ?? bot.TeamId}; {Secrets()}."), Scopes(auth.Scopes), People(), .. channels];
    }

    private string Secrets() => options.Secrets.Count == 1 ? "one signing secret is set" : $"{options.Secrets.Count} signing secrets are set (remove the old one when its rotation is over)";

    private static DoctorCheck Scopes(IReadOnlyList<string> granted)
    {
        var missing = SlackScopes.Needed.Except(granted).ToList();
        var blind = SlackScopes.ForLooking.Except(granted).ToList();
        if (missing.Count == 0 && blind.Count > 0)
            return DoctorCheck.Warn("Slack scopes", $"Missing: {string.Join(", ", blind)}. An alert that Slack did not confirm may appear twice: add them to the app (manifests/slack.yaml) and install it again.");
        return missing.Count == 0 ? DoctorCheck.Ok("Slack scopes", "All granted.")
            : DoctorCheck.Fail("Slack scopes", $"Missing: {string.Join(", ", missing)}. Add them to the app (manifests/slack.yaml) and install it again.");
    }

    private DoctorCheck People() => Rules.AreEmpty
        ? DoctorCheck.Fail("Slack access", "Nobody may ask: add a person, such as Access:Slack:People:U012ABCDEF = totals.")
        : DoctorCheck.Ok("Slack access", $"{Rules.People.Count} people and {Rules.Workspaces.Count} whole workspaces may ask, in {Rules.Channels.Count} channels{(Rules.DirectMessages ? " and in direct messages" : "")}.");

    private async Task<DoctorCheck> ChannelAsync(string channel, CancellationToken cancel)
    {
        var name = $"Slack {channel}";
        var reply = await slack.ChannelAsync(channel, cancel);
        return reply.Value?.Channel switch
        {
            null => DoctorCheck.Fail(name, Problem("The channel", reply)),
            { IsArchived: true } => DoctorCheck.Fail(name, "The channel is archived: remove it from Access:Slack:Channels."),
            { IsExtShared: true } or { IsPendingExtShared: true } when !Rules.SharedChannels.Contains(channel) =>
                DoctorCheck.Warn(name, "People from outside the company can read it, so no figures are shown: name it in Access:Slack:SharedChannels too if they should be."),
            { IsMember: false } => DoctorCheck.Warn(name, "The bot is not in it, so it cannot be mentioned there: /invite it."),
            _ => DoctorCheck.Ok(name, "Reachable."),
        };
    }

    private static string Problem<T>(string what, SlackReply<T> reply) where T : class => reply.Outcome switch
    {
        DeliveryOutcome.Permanent refused => $"{what} is refused ({refused.Reason}). {refused.Advice}",
        var outcome => $"{what} could not be checked ({outcome.Problem}): check that this machine reaches {nameof(Slack)}, then run doctor again.",
    };
}
