namespace RevenueBot.Access;

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

    private static RefusalReason? AgainstPlace(AccessRules rules, Place place) => place.Facts switch
    {
        null => RefusalReason.PlaceUnknown,
        { Kind: PlaceKind.Direct } => rules.DirectMessages ? null : RefusalReason.NoDirectMessages,
        { Kind: PlaceKind.External } when !rules.SharedChannels.Contains(place.Channel) => RefusalReason.SharedPlace,
        { IsArchived: true } => RefusalReason.ArchivedPlace,
        _ => rules.Channels.Contains(place.Channel) ? null : RefusalReason.PlaceNotListed,
    };
}
