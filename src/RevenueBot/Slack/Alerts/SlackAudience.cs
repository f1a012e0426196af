using RevenueBot.Access;
using RevenueBot.Alerts;

namespace RevenueBot.Slack.Alerts;

/// <summary>
/// Who reads what is about to be sent, asked of Slack at that moment: a channel may have been shared, a person may have left, since it
/// was decided. What cannot be found out is tried again; what may not be is refused with what to do.
/// </summary>
internal sealed class SlackAudience(AccessBook book)
{
    private const string Then = "then replay the message.";

    /// <summary>Why nothing may be sent to a place now; null: it may.</summary>
    public Task<DeliveryOutcome?> AgainstAsync(SlackPlace place, bool namesCustomers, CancellationToken cancel) =>
        place.Address.IsPerson ? AgainstPersonAsync(place, Shown(namesCustomers), cancel) : AgainstChannelAsync(place, Shown(namesCustomers), cancel);

    private static Right Shown(bool namesCustomers) => namesCustomers ? Right.CustomersByName : Right.Totals;

    private async Task<DeliveryOutcome?> AgainstChannelAsync(SlackPlace place, Right shown, CancellationToken cancel)
    {
        var channel = place.Address.Place;
        var reply = await place.Slack.ChannelAsync(channel, cancel);
        if (reply.Value?.Channel is not { } found) return NotKnown(reply.Outcome);
        if (found.IsArchived) return new DeliveryOutcome.Permanent("is_archived", $"The channel is archived: choose another in Alerts:Channels, {Then}");
        return AccessPolicy.DecidePost(await book.RulesAsync(Platform.Slack, cancel), new Place(channel, found.Facts), shown).Reason switch
        {
            null => null,
            RefusalReason.SharedPlace => Refused("People from outside the company can read the channel: choose another in Alerts:Channels, or name it in Access:Slack:SharedChannels,"),
            RefusalReason.NotInThisPlace => Refused("What the alert shows is not for everybody in the channel: widen its role in Access:Slack:ChannelRoles, or choose another in Alerts:Channels,"),
            _ => Refused("The channel is not one for figures: name it in Access:Slack:Channels, or choose another in Alerts:Channels,"),
        };
    }

    private async Task<DeliveryOutcome?> AgainstPersonAsync(SlackPlace place, Right right, CancellationToken cancel)
    {
        var (workspace, user) = (place.Workspace, place.Address.Place);
        var reply = await place.Slack.UserAsync(user, cancel);
        if (reply.Value?.User is not { } found) return NotKnown(reply.Outcome);
        return AccessPolicy.Decide(await book.RulesAsync(Platform.Slack, cancel), new Person(Platform.Slack, workspace, user, found.Facts(workspace)), Place.Direct(user), right, Audience.Alone).IsAllowed
            ? null : Refused("The person may not be told this in a direct message: give them the right in Access:Slack:People, or choose another in Alerts:Channels,");
    }

    private static DeliveryOutcome NotKnown(DeliveryOutcome outcome) => outcome.IsSent ? new DeliveryOutcome.RetryAfter("no_facts") : outcome;

    private static DeliveryOutcome.Permanent Refused(string advice) => new("audience", $"{advice} {Then}");
}
