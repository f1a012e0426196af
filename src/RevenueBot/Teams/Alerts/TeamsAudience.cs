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
    public async Task<DeliveryOutcome?> AgainstAsync(TeamsPlace place, string address, bool namesCustomers, CancellationToken cancel) =>
        await ReadAsync(place, address, cancel) is { } readers ? Against(readers, namesCustomers ? Right.CustomersByName : Right.Totals) : (DeliveryOutcome?)NotKnown;

    /// <summary>What of a report every reader of a place may see now; or why nothing.</summary>
    public async Task<(Right May, DeliveryOutcome? Refusal)> MayAsync(TeamsPlace place, string address, CancellationToken cancel)
    {
        if (await ReadAsync(place, address, cancel) is not { } readers) return (Right.None, NotKnown);
        var may = readers.Person is { } person ? AccessPolicy.MostSent(readers.Rules, person, readers.Place.Channel) : AccessPolicy.MostPosted(readers.Rules, readers.Place);
        return (may, may == Right.None ? Against(readers, Right.Totals) : null);
    }

    /// <summary>Who reads, as Teams says it now.</summary>
    private sealed record Readers(AccessRules Rules, Person? Person, Place Place);

    private async Task<Readers?> ReadAsync(TeamsPlace place, string address, CancellationToken cancel)
    {
        var rules = await book.RulesAsync(Platform.Teams, cancel);
        if (!place.IsPersonal) return await directory.PlaceAsync(place, fresh: true, cancel) is { } facts ? new(rules, null, new Place(place.Root, facts)) : null;
        var person = address.ToLowerInvariant();
        return await directory.MemberAsync(person, place, fresh: true, cancel) is { } member ? new(rules, new Person(Platform.Teams, place.Tenant, person, directory.Facts(member)), Place.Direct(place.Root)) : null;
    }

    private static DeliveryOutcome.Permanent? Against(Readers readers, Right shown)
    {
        if (readers.Person is { } person)
            return AccessPolicy.Decide(readers.Rules, person, readers.Place, shown, Audience.Alone).IsAllowed ? null : Refused("The person may not be told this in a chat: give them the right in Access:Teams:People, or choose another destination,");
        return AccessPolicy.DecidePost(readers.Rules, readers.Place, shown).Reason switch
        {
            null => null,
            RefusalReason.SharedPlace => Refused("Guests, or people from outside the company, can read it: choose another destination, or name it in Access:Teams:SharedChannels,"),
            RefusalReason.NotInThisPlace => Refused("What it shows is not for everybody there: widen its role in Access:Teams:ChannelRoles, or choose another destination,"),
            _ => Refused("It is not a place for figures: name it in Access:Teams:Channels, or choose another destination,"),
        };
    }

    private static DeliveryOutcome.RetryAfter NotKnown { get; } = new("no_facts");

    private static DeliveryOutcome.Permanent Refused(string advice) => new("audience", $"{advice} {Then}");
}
