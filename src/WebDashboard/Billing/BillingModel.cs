using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Billing;

/// <summary>The ledger against the billers.</summary>
/// <param name="Facts">Empty where nothing was compared: then <paramref name="Empty"/> says what to do.</param>
public sealed record ReconciliationPanel(string Explain, IReadOnlyList<Fact> Facts, PanelLinks Links, EmptyState Empty);

/// <summary>Everything that the billing page shows. What the viewer may not see is null.</summary>
public sealed record BillingModel : IPageModel
{
    /// <summary>What came in, and who has not paid.</summary>
    public required string Lede { get; init; }

    /// <summary>What of the address was not followed, or not everywhere.</summary>
    public Banner? Banner { get; init; }

    /// <summary>In place of everything where no billing data has arrived yet.</summary>
    public EmptyState? Empty { get; init; }

    /// <summary>Received, failed, recovered, given back.</summary>
    public IReadOnlyList<Tile> Money { get; init; } = [];

    public TablePanel? Dunning { get; init; }
    public TablePanel? Reasons { get; init; }
    public TablePanel? Lines { get; init; }
    public PicturePanel? Trend { get; init; }
    public TablePanel? Months { get; init; }
    public PicturePanel? Funnel { get; init; }
    public TablePanel? Trials { get; init; }
    public TablePanel? Latest { get; init; }
    public ReconciliationPanel? Reconciliation { get; init; }

    public IEnumerable<DataTable> Tables =>
        new[] { Dunning?.Table, Reasons?.Table, Lines?.Table, Months?.Table, Trend?.Picture.Table, Trials?.Table, Latest?.Table }.OfType<DataTable>();
}
