using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Doctor;
using RevenueBot.Slack.Installing;

namespace RevenueBot.Slack;

/// <summary>What <c>doctor</c> looks at in Slack: the installations, who may ask, and every channel that is named.</summary>
internal sealed class SlackChecks(InstallationChecks installations, SlackClients clients, AccessBook book)
{
    private const string Name = "Slack";

    /// <summary>With what was given by <c>/access</c>; where that cannot be read, those of the configuration.</summary>
    private AccessRules Rules => book.Kept(Platform.Slack);

    public static DoctorCheck Off { get; } =
        DoctorCheck.Warn(Name, "Not connected: set Slack:BotToken (or Slack:ClientId and Slack:ClientSecret) and Slack:SigningSecrets (docs/slack.md shows how).");

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        await ReadGrantsAsync(cancel);
        var (working, checks) = await installations.RunAsync(cancel);
        if (working.Count == 0) return [.. checks, People()];
        var channels = await Task.WhenAll(Rules.Channels.Order(StringComparer.Ordinal).Select(channel => ChannelAsync(working, channel, cancel)));
        return [.. checks, People(), .. channels];
    }

    private async Task ReadGrantsAsync(CancellationToken cancel)
    {
        try
        {
            await book.RulesAsync(Platform.Slack, cancel);
        }
        catch (Npgsql.NpgsqlException)
        {
            // The database has a check of its own.
        }
    }

    private DoctorCheck People() => Rules.AreEmpty
        ? DoctorCheck.Fail("Slack access", "Nobody may ask: add a person, such as Access:Slack:People:U012ABCDEF = totals.")
        : DoctorCheck.Ok("Slack access", $"{Rules.People.Count} people and {Rules.Workspaces.Count} whole workspaces may ask, in {Rules.Channels.Count} channels{(Rules.DirectMessages ? " and in direct messages" : "")}.");

    private async Task<DoctorCheck> ChannelAsync(IReadOnlyList<string> working, string channel, CancellationToken cancel)
    {
        var name = $"Slack {channel}";
        var reply = await FindAsync(working, channel, cancel);
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

    /// <summary>The channel, in whichever workspace it is.</summary>
    private async Task<SlackReply<ChannelReply>> FindAsync(IReadOnlyList<string> working, string channel, CancellationToken cancel)
    {
        var reply = await clients.In(working[0]).ChannelAsync(channel, cancel);
        foreach (var installation in working.Skip(1))
            if (reply.Value is null) reply = await clients.In(installation).ChannelAsync(channel, cancel);
        return reply;
    }

    public static string Problem<T>(string what, SlackReply<T> reply) where T : class => reply.Outcome switch
    {
        DeliveryOutcome.Permanent refused => $"{what} is refused ({refused.Reason}). {refused.Advice}",
        var outcome => $"{what} could not be checked ({outcome.Problem}): check that this machine reaches {nameof(Slack)}, then run doctor again.",
    };
}
