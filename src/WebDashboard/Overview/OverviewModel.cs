using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Overview;

/// <summary>A picture with what stands around it.</summary>
public sealed record PicturePanel(string Title, string Explain, Picture Picture, PanelLinks Links, string? Foot = null);

/// <summary>A table with what stands around it.</summary>
public sealed record TablePanel(string Title, string Explain, DataTable Table, PanelLinks Links, string? Foot = null);

/// <summary>What moved MRR, and the rates that follow from it.</summary>
public sealed record BridgePanel(string Title, string Explain, Bridge Bridge, PanelLinks Links)
{
    public IReadOnlyList<Fact> Rates { get; init; } = [];

    /// <summary>"Target $31,000, 31 Dec"; null without a target.</summary>
    public string? TargetTitle { get; init; }

    public IReadOnlyList<Fact> TargetFacts { get; init; } = [];
}

/// <summary>The alerts that are open, the largest first.</summary>
public sealed record AlertPanel(string Explain, IReadOnlyList<AlertLine> Alerts);

/// <summary>Everything the overview shows. What the viewer may not see is null.</summary>
public sealed record OverviewModel : IPageModel
{
    /// <summary>The finding, in a sentence or two.</summary>
    public required string Lede { get; init; }

    /// <summary>What must be read before the figures.</summary>
    public Banner? Banner { get; init; }

    /// <summary>What to do first while there is nothing to see.</summary>
    public EmptyState? Empty { get; init; }

    /// <summary>MRR, growth, ARPA and NPS, each against what it should be.</summary>
    public IReadOnlyList<Tile> Top { get; init; } = [];

    public IReadOnlyList<Tile> Today { get; init; } = [];
    public PicturePanel? Trend { get; init; }
    public BridgePanel? Month { get; init; }
    public TablePanel? AtRisk { get; init; }
    public AlertPanel? Alerts { get; init; }
    public PicturePanel? Curves { get; init; }
    public PicturePanel? RevenueCohorts { get; init; }
    public TablePanel? Segments { get; init; }

    public IEnumerable<DataTable> Tables => new[] { Trend?.Picture.Table, AtRisk?.Table, Curves?.Picture.Table, RevenueCohorts?.Picture.Table, Segments?.Table }.OfType<DataTable>();
}
