using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Revenue;

/// <summary>A table by plan, country, segment or currency, with the links to the others.</summary>
public sealed record SplitPanel(TablePanel Movements, TablePanel? Churn, IReadOnlyList<Tab> Tabs);

/// <summary>What moved MRR: the picture of it, and the reasons.</summary>
public sealed record ReasonsPanel(PicturePanel Bridge, TablePanel Reasons);

/// <summary>A field for something that may be supposed.</summary>
/// <param name="Value">What stands in it: "−1", or nothing.</param>
public sealed record SupposedField(string Name, string Label, string Value);

/// <summary>The projection, with the form that asks it again under other suppositions.</summary>
/// <param name="Kept">The rest of the address, which the form sends along.</param>
public sealed record ForecastPanel(TablePanel Months, IReadOnlyList<Tile> Figures, IReadOnlyList<SupposedField> Supposed, IReadOnlyList<Choice> Horizons, string Horizon, IReadOnlyDictionary<string, string> Kept);

/// <summary>Everything that the revenue page shows. What the viewer may not see is null.</summary>
public sealed record RevenueModel : IPageModel
{
    /// <summary>What the period did, in a sentence or two.</summary>
    public required string Lede { get; init; }

    /// <summary>What of the address was not followed, or not everywhere.</summary>
    public Banner? Banner { get; init; }

    /// <summary>In place of everything where there is no MRR yet.</summary>
    public EmptyState? Empty { get; init; }

    /// <summary>MRR, net new MRR, ARR, committed MRR.</summary>
    public IReadOnlyList<Tile> Level { get; init; } = [];

    /// <summary>Retention, churn and quick ratio, each with its window.</summary>
    public IReadOnlyList<Tile> Rates { get; init; } = [];

    public PicturePanel? Trend { get; init; }
    public TablePanel? Months { get; init; }
    public ReasonsPanel? Reasons { get; init; }
    public SplitPanel? Split { get; init; }
    public TablePanel? Churn { get; init; }
    public TablePanel? Retention { get; init; }
    public TablePanel? Lifetime { get; init; }
    public TablePanel? Ltv { get; init; }
    public ForecastPanel? Forecast { get; init; }
    public TablePanel? Target { get; init; }

    public IEnumerable<DataTable> Tables => new[]
    {
        Trend?.Picture.Table, Months?.Table, Reasons?.Reasons.Table, Split?.Movements.Table, Split?.Churn?.Table, Churn?.Table, Retention?.Table, Lifetime?.Table, Ltv?.Table,
        Forecast?.Months.Table, Target?.Table,
    }.OfType<DataTable>();
}
