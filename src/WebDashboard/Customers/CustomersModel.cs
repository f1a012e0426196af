using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Customers;

/// <summary>The list of customers. What the viewer may not see is not in it.</summary>
public sealed record CustomersModel : IPageModel
{
    /// <summary>How many pay, and what is shown of them.</summary>
    public required string Lede { get; init; }

    /// <summary>What the list is limited to beside its filters.</summary>
    public Banner? Banner { get; init; }

    public required ListForm Form { get; init; }
    public required IReadOnlyList<ListTab> Tabs { get; init; }
    public required DataTable Table { get; init; }

    public IEnumerable<DataTable> Tables => [Table];
}
