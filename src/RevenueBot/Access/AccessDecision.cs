namespace RevenueBot.Access;

/// <summary>Why somebody is not answered. Ordered: what concerns the person comes before what concerns the place.</summary>
internal enum RefusalReason
{
    PersonUnknown, Deactivated, Bot, Guest, Outsider, NobodyConfigured, NoRight, NotThisRight, TooMany, TooManyHere, TooManyExports,
    PlaceUnknown, SharedPlace, ArchivedPlace, PlaceNotListed, NoDirectMessages, NotInThisPlace,
}

/// <summary>The decision whether to speak.</summary>
/// <param name="Reason">Null: allowed.</param>
/// <param name="Missing">What was asked for and is not given.</param>
internal readonly record struct AccessDecision(RefusalReason? Reason, Right Missing = Right.None)
{
    public bool IsAllowed => Reason is null;

    /// <summary>True where the place stands against it, not the person.</summary>
    public bool ConcernsPlace => Reason >= RefusalReason.PlaceUnknown;
}
