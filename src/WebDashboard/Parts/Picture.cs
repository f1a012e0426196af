namespace RevenueBot.WebDashboard.Parts;

/// <summary>A chart with its figures as a table: the same for who sees it and who does not.</summary>
/// <param name="Svg">Its drawings, for much room and for less, each for both themes (<see cref="Charts.PageChart"/>).</param>
/// <param name="Finding">What it shows, in a sentence.</param>
public sealed record Picture(string Svg, string Finding, DataTable Table)
{
    /// <summary>From which column of the table on a column is a point of the chart; null: each row is one.</summary>
    public int? FirstOfColumns { get; init; }
}

/// <summary>One step of a bridge between two balances.</summary>
/// <param name="Kind">new, expansion, reactivation, resumed, contraction, churn, paused, fx: its colour.</param>
/// <param name="Share">Of half the bar's room, from −1 to 1; losses are negative.</param>
public sealed record BridgeStep(string Name, string Kind, string Text, double Share);

/// <summary>From an opening balance to a closing one.</summary>
public sealed record Bridge(string FromLabel, string From, IReadOnlyList<BridgeStep> Steps, string ToLabel, string To);

/// <summary>A name and its value.</summary>
public sealed record Fact(string Name, string Value, string? Href = null);

/// <summary>A panel's links to what stands behind it.</summary>
/// <param name="Receipt">The address of the receipt.</param>
/// <param name="Csv">The address of the table as CSV; null also where the viewer may not take rows away.</param>
public sealed record PanelLinks(string? Receipt = null, string? Csv = null, string? More = null, string? MoreText = null);
