namespace RevenueBot.Access;

internal static class AccessPolicy
{
    /// <summary>What a report may show, the most first.</summary>
    private static readonly Right[] _reported = [Right.Totals | Right.CustomersByName, Right.Totals | Right.Customers, Right.Totals];

    /// <summary>
    /// Whether a person may be told something in a place, for an audience. Denies by default: unknown people, unknown places and empty
    /// rules are refusals. It never looks at data, so a refusal says nothing about what exists.
    /// </summary>
    public static AccessDecision Decide(AccessRules rules, Person person, Place place, Right needed, Audience audience = Audience.Asker)
    {
        if (AgainstPerson(rules, person) is { } reason) return new AccessDecision(reason, needed);
        var role = rules.RoleOf(person.Workspace, person.User);
        if (role is null) return new AccessDecision(RefusalReason.NoRight, needed);
        if (Lacks(role.Anywhere, needed) is not Right.None and var missing) return new AccessDecision(RefusalReason.NotThisRight, missing);
        // Nobody but the administrator reads it, and it shows no figure; where it is typed is often what it is about.
        if (needed == Right.Administer && audience != Audience.Everybody) return default;
        if (AgainstPlace(rules, place) is { } against) return new AccessDecision(against, needed);
        var kind = place.Facts!.Kind;
        return AgainstRole(audience == Audience.Everybody ? Shown(role, rules, place.Channel, kind) : role.AloneAt(kind), needed, kind);
    }

    /// <summary>Whether something that nobody asked for, an alert or a report, may be posted in a channel.</summary>
    public static AccessDecision DecidePost(AccessRules rules, Place place, Right shown)
    {
        if (AgainstPlace(rules, place) is { } against) return new AccessDecision(against, shown);
        var kind = place.Facts!.Kind;
        return rules.ChannelRoles.GetValueOrDefault(place.Channel) is { } limit ? AgainstRole(limit.At(kind), shown, kind) : default;
    }

    /// <summary>The most of a report that may be posted in a channel: <see cref="Right.None"/> where not even totals may.</summary>
    public static Right MostPosted(AccessRules rules, Place place) => _reported.FirstOrDefault(right => DecidePost(rules, place, right).IsAllowed);

    /// <summary>The most of a report that a person may be sent alone.</summary>
    public static Right MostSent(AccessRules rules, Person person, string channel) => _reported.FirstOrDefault(right => Decide(rules, person, Place.Direct(channel), right, Audience.Alone).IsAllowed);

    private static RefusalReason? AgainstPerson(AccessRules rules, Person person) => person.Facts switch
    {
        null => RefusalReason.PersonUnknown,
        { IsDeactivated: true } => RefusalReason.Deactivated,
        { IsBot: true } => RefusalReason.Bot,
        { IsOutsider: true } => RefusalReason.Outsider,
        { IsGuest: true } => RefusalReason.Guest,
        _ => rules.AreEmpty ? RefusalReason.NobodyConfigured : null,
    };

    private static RefusalReason? AgainstPlace(AccessRules rules, Place place) => place.Facts switch
    {
        null => RefusalReason.PlaceUnknown,
        { Kind: PlaceKind.Direct } => rules.DirectMessages ? null : RefusalReason.NoDirectMessages,
        { Kind: PlaceKind.External } when !rules.SharedChannels.Contains(place.Channel) => RefusalReason.SharedPlace,
        { IsArchived: true } => RefusalReason.ArchivedPlace,
        _ => rules.Channels.Contains(place.Channel) ? null : RefusalReason.PlaceNotListed,
    };

    private static AccessDecision AgainstRole(Right given, Right needed, PlaceKind kind) => Lacks(given, needed) switch
    {
        Right.None => default,
        var missing => new AccessDecision(kind == PlaceKind.Direct ? RefusalReason.NoDirectMessages : RefusalReason.NotInThisPlace, missing),
    };

    /// <summary>What everybody there may see: what the poster may show, within what the channel may show. What an administrator reads is for no one else.</summary>
    private static Right Shown(Role role, AccessRules rules, string channel, PlaceKind kind)
    {
        var shown = role.At(kind) & ~Right.Administer;
        return rules.ChannelRoles.GetValueOrDefault(channel) is { } limit ? shown & limit.At(kind) : shown;
    }

    private static Right Lacks(Right given, Right needed) => needed & ~given;
}
