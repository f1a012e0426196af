namespace RevenueBot.Access;

/// <summary>Why somebody is not answered. Ordered: what concerns the person comes before what concerns the place.</summary>
internal enum RefusalReason
{
    PersonUnknown, Deactivated, Bot, Guest, Outsider, NobodyConfigured, NoRight, NotThisRight,
    PlaceUnknown, SharedPlace, ArchivedPlace, PlaceNotListed, NoDirectMessages,
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
