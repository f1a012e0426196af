namespace RevenueBot.Alerts.Cards;

/// <summary>The mark before the state word. Without it nothing is lost.</summary>
public enum CardMark { High, Medium, Good, Quiet }

/// <summary>What a person can do with a card. Which of them show is decided when the card is written; rights are checked at the click.</summary>
public enum CardAction
{
    Acknowledge, AcknowledgeAll, TakeIt, HandBack, Snooze, Assign, Wake, NotUseful, Useful, CatchUp, OpenCustomer, OpenAll, OpenSources,
}

/// <summary>A sentence with a bold label: <c>Do next: ask for a new card</c>.</summary>
public sealed record CardNote(string Label, string Text)
{
    /// <summary>The person that the text goes on from: <c>Acknowledged by Dana Osei since …</c></summary>
    public CardPerson? By { get; init; }
}

/// <summary>Who owns the case.</summary>
/// <param name="Name">As the source says it: typed by others, plain text.</param>
/// <param name="Address">Where the person is reached, <c>slack:U04DANA001</c>; null where no platform knows it.</param>
public sealed record CardPerson(string Name, string? Address);

/// <summary>Columns and rows of plain text, names among them; the first column is text, the others figures.</summary>
public sealed record CardTable(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A short series beside the finding, oldest first; null where nothing was measured.</summary>
public sealed record CardTrend(string Label, IReadOnlyList<decimal?> Values);

/// <summary>
/// One alert, or a group of them, as every platform shows it: no platform computes. All text is plain: a renderer escapes for its own
/// dialect. <see cref="Subject"/>, <see cref="Owner"/>, <see cref="Remark"/> and table cells were typed by others.
/// </summary>
public sealed record AlertCard
{
    public required CardMark Mark { get; init; }

    /// <summary>Leads the header: <c>High churn risk</c>, <c>Recovered</c>, <c>Snoozed until 17 Nov</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whom it is about, after the state; empty where the state says it all.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The complete message in one to four sentences, for notifications and screen readers.</summary>
    public required string Summary { get; init; }

    /// <summary>The first sentence, shown bold: money first.</summary>
    public required string Finding { get; init; }

    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>At most three, largest first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public CardTable? Table { get; init; }
    public CardTrend? Trend { get; init; }
    public IReadOnlyList<CardNote> Notes { get; init; } = [];
    public CardPerson? Owner { get; init; }

    /// <summary>What a person gave as the reason, for example of a snooze.</summary>
    public string? Remark { get; init; }

    public IReadOnlyList<CardAction> Actions { get; init; } = [];

    /// <summary>Opaque: what a click on an action acts on, an alert id or the key of a group's message.</summary>
    public string? ActsOn { get; init; }

    /// <summary>The customer it names; null for cards about the company or a source. Who may not see customers may not see such a card.</summary>
    public string? CustomerId { get; init; }

    /// <summary>True where it shows single customers: checked against the audience when it is sent.</summary>
    public bool NamesCustomers { get; init; }

    /// <summary>True where nothing is left to say: a card that was never posted need not be.</summary>
    public bool IsClosed { get; init; }

    public required string Footer { get; init; }
}

/// <summary>A line under a posted card: who, what, when. Edits tell the state, the thread tells the history.</summary>
/// <param name="Mention">Whom it calls, <c>slack:U04DANA001</c>; null: nobody.</param>
public sealed record ThreadLine(string Text, string? Mention = null)
{
    /// <summary>Who did it, after the text; null: the text says it all.</summary>
    public string? By { get; init; }

    public CardTable? Table { get; init; }

    /// <summary>True where it names a customer.</summary>
    public bool NamesCustomers { get; init; }
}
