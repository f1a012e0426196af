using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Alerts;

/// <summary>Something that happened to an alert.</summary>
/// <param name="By">Who did it; null: the bot.</param>
public sealed record AlertStep(string When, string What, string? By, string? Value, Judgement Judgement);

/// <summary>What can be said of an alert, and more of what can be done, than a row of a list has room for.</summary>
/// <param name="FirstDay">From when on it may be snoozed, 2026-11-11.</param>
/// <param name="LastDay">Until when.</param>
public sealed record AlertForms(AlertActions Actions, string FirstDay, string LastDay);

/// <summary>One alert.</summary>
public sealed record AlertModel : IPageModel
{
    /// <summary>"Payment failed: Saltmarsh Schools"</summary>
    public required string Title { get; init; }

    /// <summary>What the card in chat leads with.</summary>
    public required string Lede { get; init; }

    public required IReadOnlyList<ListTab> Tabs { get; init; }
    public required Tag Level { get; init; }

    /// <summary>"acknowledged by Dana Osei"</summary>
    public required string State { get; init; }

    /// <summary>What was measured, what is at stake, how the customer does, how long it is open.</summary>
    public required IReadOnlyList<Tile> Tiles { get; init; }

    /// <summary>Why it fired, a sentence each, as the card says it.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>What to do next; null: nothing is suggested, or it is over.</summary>
    public string? DoNext { get; init; }

    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Null where it is over.</summary>
    public AlertForms? Forms { get; init; }

    /// <summary>Where an answer is sent whether it was useful.</summary>
    public required string PostTo { get; init; }

    /// <summary>Why it was not useful, for who wants to say.</summary>
    public required IReadOnlyList<Choice> Why { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<AlertStep> History { get; init; }

    /// <summary>The same as a table, for a file.</summary>
    public required TablePanel HistoryTable { get; init; }

    public required TablePanel Deliveries { get; init; }

    /// <summary>Others that are open about the same customer; null where there are none.</summary>
    public AlertPanel? Others { get; init; }

    public IEnumerable<DataTable> Tables => [HistoryTable.Table, Deliveries.Table];
}
