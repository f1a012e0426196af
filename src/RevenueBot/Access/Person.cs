namespace RevenueBot.Access;

/// <summary>A chat platform; its name is that of its section of the configuration, <c>Access:Slack</c>.</summary>
internal enum Platform { Slack, Teams }

/// <summary>What the platform says of a person. Everything defaults to the refusing side only through a null <see cref="Person.Facts"/>.</summary>
internal sealed record PersonFacts(bool IsGuest = false, bool IsOutsider = false, bool IsBot = false, bool IsDeactivated = false)
{
    /// <summary>What people there call them; null where the platform does not say.</summary>
    public string? Name { get; init; }
}

/// <param name="Workspace">The workspace, or tenant, in which the bot is installed.</param>
/// <param name="User">The platform's own id, compared exactly: in Slack <c>U012ABCDEF</c>, in Teams the object id of Entra.</param>
/// <param name="Facts">Null: the look-up failed, so nothing is known.</param>
internal sealed record Person(Platform Platform, string Workspace, string User, PersonFacts? Facts)
{
    /// <summary>The setting that gives this person a right: their id is theirs to know.</summary>
    public string Setting => $"Access:{Platform}:People:{User}";
}
