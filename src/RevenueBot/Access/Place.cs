namespace RevenueBot.Access;

/// <summary>Who can read a place.</summary>
internal enum PlaceKind
{
    /// <summary>The person and the bot.</summary>
    Direct,

    /// <summary>Those who were invited: a private channel, a group.</summary>
    Private,

    /// <summary>Everybody in the workspace.</summary>
    Public,

    /// <summary>People of other workspaces of the same company too.</summary>
    Shared,

    /// <summary>People from outside the company too, or those who have been invited to.</summary>
    External,
}

/// <summary>What the platform says of a place.</summary>
internal sealed record PlaceFacts(PlaceKind Kind, bool IsArchived = false);

/// <param name="Facts">Null: the look-up failed.</param>
internal sealed record Place(string Channel, PlaceFacts? Facts)
{
    private static readonly PlaceFacts _direct = new(PlaceKind.Direct);

    /// <summary>A direct message: only the asker reads the answer.</summary>
    public static Place Direct(string channel) => new(channel, _direct);
}
