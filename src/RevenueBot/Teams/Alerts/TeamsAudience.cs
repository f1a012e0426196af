using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams.Alerts;

/// <summary>
/// Who reads what is about to be sent, asked of Teams at that moment: a guest may have joined, a person may have left, since it was decided.
/// What cannot be found out is tried again; what may not be is refused with what to do.
/// </summary>
internal sealed class TeamsAudience(TeamsDirectory directory, AccessBook book)
{
    private const string Then = "then replay the message.";

    /// <summary>Why nothing may be sent to a place now; null: it may.</summary>
    /// <param name="address">A conversation's id, or a person's.</param>
    public Task<DeliveryOutcome?> AgainstAsync(TeamsPlace place, string address, bool namesCustomers, CancellationToken cancel)
    {
        var shown = namesCustomers ? Right.CustomersByName : Right.Totals;
        return place.IsPersonal ? AgainstPersonAsync(place, address.ToLowerInvariant(), shown, cancel) : AgainstPlaceAsync(place, shown, cancel);
    }

    private async Task<DeliveryOutcome?> AgainstPlaceAsync(TeamsPlace place, Right shown, CancellationToken cancel)
    {
        if (await directory.PlaceAsync(place, fresh: true, cancel) is not { } facts) return NotKnown;
        return AccessPolicy.DecidePost(await book.RulesAsync(Platform.Teams, cancel), new Place(place.Root, facts), shown).Reason switch
        {
            null => null,
            RefusalReason.SharedPlace => Refused("Guests, or people from outside the company, can read it: choose another in Alerts:Channels, or name it in Access:Teams:SharedChannels,"),
            RefusalReason.NotInThisPlace => Refused("What the alert shows is not for everybody there: widen its role in Access:Teams:ChannelRoles, or choose another in Alerts:Channels,"),
            _ => Refused("It is not a place for figures: name it in Access:Teams:Channels, or choose another in Alerts:Channels,"),
        };
    }

    private async Task<DeliveryOutcome?> AgainstPersonAsync(TeamsPlace chat, string person, Right shown, CancellationToken cancel)
    {
        if (await directory.MemberAsync(person, chat, fresh: true, cancel) is not { } member) return NotKnown;
        return AccessPolicy.Decide(await book.RulesAsync(Platform.Teams, cancel), new Person(Platform.Teams, chat.Tenant, person, directory.Facts(member)), Place.Direct(chat.Root), shown, Audience.Alone).IsAllowed
            ? null : Refused("The person may not be told this in a chat: give them the right in Access:Teams:People, or choose another in Alerts:Channels,");
    }

    private static DeliveryOutcome.RetryAfter NotKnown { get; } = new("no_facts");

    private static DeliveryOutcome.Permanent Refused(string advice) => new("audience", $"{advice} {Then}");
}
