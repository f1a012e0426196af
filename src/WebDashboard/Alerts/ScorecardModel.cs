using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Alerts;

/// <summary>What the alerts of a span were worth.</summary>
public sealed record ScorecardModel : IPageModel
{
    public required string Lede { get; init; }
    /// <summary>None for who may not see alerts: what they are worth is a total.</summary>
    public required IReadOnlyList<ListTab> Tabs { get; init; }
    public required ListForm Form { get; init; }

    /// <summary>Of all rules together.</summary>
    public required IReadOnlyList<Tile> Tiles { get; init; }

    public required TablePanel Rules { get; init; }

    /// <summary>How it is counted, and what stands out, a sentence each.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    public IEnumerable<DataTable> Tables => [Rules.Table];
}
