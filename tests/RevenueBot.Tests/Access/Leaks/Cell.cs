namespace RevenueBot.Tests.Access.Leaks;

/// <summary>Somebody who asks. Those from <see cref="Guest"/> to <see cref="Deactivated"/> have the role admin in the configuration: it must not help them.</summary>
public enum Who { Admin, Totals, Unnamed, Guest, Outsider, Bot, Deactivated, Unmapped, Unknown }

/// <summary>A place. All but <see cref="Unlisted"/> are on the list of channels; <see cref="External"/> is not on that of shared ones.</summary>
public enum Where { Direct, PrivateListed, PublicListed, Unlisted, Shared, External, Archived }

public enum What { Totals, ByPlan, Customer, AtRisk, WhoMovedIt, UnknownCustomer, Nonsense, MarketNotes }

public enum Way
{
    Command, Mention,

    /// <summary>In a thread in which an administrator asked the question before.</summary>
    FollowUp,

    /// <summary>A click on a button with the question, in a message that somebody else was sent.</summary>
    Click,

    /// <summary>"Send it to me".</summary>
    DirectButton,

    ReceiptButton, ShareButton,
}

/// <summary>One case. Each has people of its own, so that every message tells whom it is for.</summary>
public sealed record Cell(Who Who, Where Where, What What, Way Way)
{
    /// <summary>The cases of a way: everybody, everywhere, everything.</summary>
    public static IReadOnlyList<Cell> Of(Way way) =>
    [
        .. from who in Enum.GetValues<Who>() from place in Enum.GetValues<Where>() from what in Enum.GetValues<What>() select new Cell(who, place, what, way),
    ];

    public int Number => (((((int)Who * 10) + (int)Where) * 10) + (int)What) * 10 + (int)Way;
}

/// <summary>Something that somebody got to read.</summary>
/// <param name="IsForEverybody">Everybody in the place reads it.</param>
/// <param name="Text">The whole payload.</param>
public sealed record Seen(Cell Cell, bool IsForEverybody, string Text);
