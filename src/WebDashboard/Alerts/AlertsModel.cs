using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Alerts;

/// <summary>The list of alerts.</summary>
public sealed record AlertsModel : IPageModel
{
    /// <summary>How many are open and what is at stake, as <c>/alerts</c> says it; and how many wait for somebody.</summary>
    public required string Lede { get; init; }

    /// <summary>The states, each with how many the other filters leave in it; then the other pages about alerts.</summary>
    public required IReadOnlyList<ListTab> Tabs { get; init; }

    public required ListForm Form { get; init; }
    public required DataTable Table { get; init; }

    /// <summary>By row of the table; null where nothing can be done.</summary>
    public required IReadOnlyList<AlertActions?> Actions { get; init; }

    public IEnumerable<DataTable> Tables => [Table];
}
