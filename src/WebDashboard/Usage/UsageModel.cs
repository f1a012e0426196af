using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Usage;

/// <summary>Usage by plan in one metric, with the links to the other metrics.</summary>
public sealed record PlansPanel(TablePanel Plans, IReadOnlyList<Tab> Metrics);

/// <summary>Everything that the usage page shows. What the viewer may not see is null.</summary>
public sealed record UsageModel : IPageModel
{
    /// <summary>How many people were active, and who is near a limit.</summary>
    public required string Lede { get; init; }

    /// <summary>Where the data ends, or what of the address was not followed.</summary>
    public Banner? Banner { get; init; }

    /// <summary>In place of everything where nothing was ever used: how to send it.</summary>
    public EmptyState? Empty { get; init; }

    /// <summary>Active users a day, in seven days and in all, and how often they come back.</summary>
    public IReadOnlyList<Tile> People { get; init; } = [];

    public PicturePanel? Trend { get; init; }
    public PlansPanel? Plans { get; init; }
    public TablePanel? Metrics { get; init; }
    public TablePanel? Limits { get; init; }

    public IEnumerable<DataTable> Tables => new[] { Trend?.Picture.Table, Plans?.Plans.Table, Metrics?.Table, Limits?.Table }.OfType<DataTable>();
}
