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
    public async Task<DeliveryOutcome?> AgainstAsync(SlackPlace place, bool namesCustomers, CancellationToken cancel)
    {
        var shown = namesCustomers ? Right.CustomersByName : Right.Totals;
        var (read, problem) = await ReadAsync(place, cancel);
        return read is null ? problem : Against(read, shown);
    }

    /// <summary>What of a report every reader of a place may see now; or why nothing.</summary>
    public async Task<(Right May, DeliveryOutcome? Refusal)> MayAsync(SlackPlace place, CancellationToken cancel)
    {
        var (read, problem) = await ReadAsync(place, cancel);
        if (read is null) return (Right.None, problem);
        var may = read.Person is { } person ? AccessPolicy.MostSent(read.Rules, person, person.User) : AccessPolicy.MostPosted(read.Rules, read.Place!);
        return (may, may == Right.None ? Against(read, Right.Totals) : null);
    }

    /// <summary>Who reads, as Slack says it now: a person, or a channel.</summary>
    private sealed record Readers(AccessRules Rules, Person? Person, Place? Place);

    private async Task<(Readers? Readers, DeliveryOutcome? Problem)> ReadAsync(SlackPlace place, CancellationToken cancel)
    {
        var (id, rules) = (place.Address.Place, await book.RulesAsync(Platform.Slack, cancel));
        if (place.Address.IsPerson)
        {
            var person = await place.Slack.UserAsync(id, cancel);
            return person.Value?.User is { } user ? (new(rules, new Person(Platform.Slack, place.Workspace, id, user.Facts(place.Workspace)), null), null) : (null, NotKnown(person.Outcome));
        }

        var reply = await place.Slack.ChannelAsync(id, cancel);
        if (reply.Value?.Channel is not { } channel) return (null, NotKnown(reply.Outcome));
        return channel.IsArchived ? (null, new DeliveryOutcome.Permanent("is_archived", $"The channel is archived: choose another destination, {Then}")) : (new(rules, null, new Place(id, channel.Facts)), null);
    }

    private static DeliveryOutcome.Permanent? Against(Readers readers, Right shown)
    {
        if (readers.Person is { } person)
            return AccessPolicy.Decide(readers.Rules, person, Place.Direct(person.User), shown, Audience.Alone).IsAllowed ? null : Refused("The person may not be told this in a direct message: give them the right in Access:Slack:People, or choose another destination,");
        return AccessPolicy.DecidePost(readers.Rules, readers.Place!, shown).Reason switch
        {
            null => null,
            RefusalReason.SharedPlace => Refused("People from outside the company can read the channel: choose another destination, or name it in Access:Slack:SharedChannels,"),
            RefusalReason.NotInThisPlace => Refused("What it shows is not for everybody in the channel: widen its role in Access:Slack:ChannelRoles, or choose another destination,"),
            _ => Refused("The channel is not one for figures: name it in Access:Slack:Channels, or choose another destination,"),
        };
    }

    private static DeliveryOutcome NotKnown(DeliveryOutcome outcome) => outcome.IsSent ? new DeliveryOutcome.RetryAfter("no_facts") : outcome;

    private static DeliveryOutcome.Permanent Refused(string advice) => new("audience", $"{advice} {Then}");
}
