namespace RevenueBot.Access;

/// <summary>Who will read an answer.</summary>
internal enum Audience
{
    /// <summary>The asker, in the place where they asked.</summary>
    Asker,

    /// <summary>The asker, in a direct message, wherever they asked.</summary>
    Alone,

    /// <summary>Everybody in the channel: nothing that was looked up before is good enough.</summary>
    Everybody,
}

/// <summary>Somebody who wants something somewhere, as far as rights go, and how their platform is asked about both.</summary>
/// <param name="Workspace">The workspace, or tenant, in which the bot is installed.</param>
internal sealed record Asking(Platform Platform, string Workspace, string User, string Channel)
{
    /// <summary>A conversation with the bot alone: its kind is not looked up.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The person comes from another workspace or tenant than the one the bot is installed in, whatever the look-up says.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Nobody typed or clicked it: what stands against it is told to nobody, and so counts as told to nobody.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Asks the platform who this is, anew where told so; null where it cannot be found out.</summary>
    public required Func<bool, CancellationToken, Task<PersonFacts?>> FindPerson { get; init; }

    /// <summary>Asks the platform who reads the place, anew where told so; null where it cannot be found out. Never asked about a direct message.</summary>
    public required Func<bool, CancellationToken, Task<PlaceFacts?>> FindPlace { get; init; }

    /// <summary>Who asks, before anything was looked up.</summary>
    public Person Stranger => new(Platform, Workspace, User, null);

    /// <summary>Who is told: the person who asks, or everybody in the channel. A restatement is named to each once.</summary>
    public string ReaderOf(Audience audience) => $"{Platform.ToString().ToLowerInvariant()}/{Workspace}/{(audience == Audience.Everybody ? Channel : User)}";
}
