namespace RevenueBot.Access;

/// <summary>What the platform says of a person. Everything defaults to the refusing side only through a null <see cref="Person.Facts"/>.</summary>
internal sealed record PersonFacts(bool IsGuest = false, bool IsOutsider = false, bool IsBot = false, bool IsDeactivated = false);

/// <param name="Facts">Null: the look-up failed, so nothing is known.</param>
internal sealed record Person(string Workspace, string User, PersonFacts? Facts);

/// <summary>What the platform says of a channel.</summary>
/// <param name="IsShared">People from outside the company can read it, or have been invited to.</param>
internal sealed record ChannelFacts(bool IsShared = false, bool IsArchived = false, bool IsMember = true);

/// <param name="IsDirect">A direct message: only the asker reads the answer.</param>
/// <param name="Facts">Null: the look-up failed (or there is none to make, in a direct message).</param>
internal sealed record Place(string Channel, bool IsDirect, ChannelFacts? Facts);

/// <summary>Why somebody is not answered. Ordered: what concerns the person comes before what concerns the place.</summary>
internal enum RefusalReason
{
    PersonUnknown, Deactivated, Bot, Guest, Outsider, NobodyConfigured, NoRight, NotThisRight,
    PlaceUnknown, SharedPlace, PlaceNotListed, NoDirectMessages,
}

/// <summary>The decision whether to speak.</summary>
/// <param name="Reason">Null: allowed.</param>
/// <param name="Needed">The right that was asked for.</param>
internal readonly record struct AccessDecision(RefusalReason? Reason, Right Needed = Right.Totals)
{
    public static AccessDecision Allowed { get; } = new(null);

    public bool IsAllowed => Reason is null;

    /// <summary>True where the same person may have the same answer alone.</summary>
    public bool ConcernsPlace => Reason >= RefusalReason.PlaceUnknown;

    public static AccessDecision Refuse(RefusalReason reason) => new(reason);
}

internal static class AccessPolicy
{
    /// <summary>
    /// Whether a person may be told something in a place. Denies by default: unknown people, unknown places and empty
    /// rules are refusals. It never looks at data, so a refusal says nothing about what exists.
    /// </summary>
    public static AccessDecision Decide(AccessRules rules, Person person, Place place, Right right)
    {
        var reason = AgainstPerson(rules, person, right) ?? AgainstPlace(rules, place);
        return new AccessDecision(reason, right);
    }

    /// <summary>Whether something that nobody asked for, an alert or a report, may be posted in a channel.</summary>
    public static AccessDecision DecidePost(AccessRules rules, Place place) => new(AgainstPlace(rules, place));

    private static RefusalReason? AgainstPerson(AccessRules rules, Person person, Right right) => person.Facts switch
    {
        null => RefusalReason.PersonUnknown,
        { IsDeactivated: true } => RefusalReason.Deactivated,
        { IsBot: true } => RefusalReason.Bot,
        { IsOutsider: true } => RefusalReason.Outsider,
        { IsGuest: true } => RefusalReason.Guest,
        _ when rules.AreEmpty => RefusalReason.NobodyConfigured,
        _ => rules.RightOf(person.Workspace, person.User) is not { } held ? RefusalReason.NoRight
            : held < right ? RefusalReason.NotThisRight : null,
    };

    private static RefusalReason? AgainstPlace(AccessRules rules, Place place)
    {
        if (place.IsDirect) return rules.DirectMessages ? null : RefusalReason.NoDirectMessages;
        return place.Facts switch
        {
            null => RefusalReason.PlaceUnknown,
            { IsShared: true } when !rules.SharedChannels.Contains(place.Channel) => RefusalReason.SharedPlace,
            _ => rules.Channels.Contains(place.Channel) ? null : RefusalReason.PlaceNotListed,
        };
    }
}
