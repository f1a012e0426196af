using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Customers;

/// <summary>A filter of the list.</summary>
/// <param name="Name">Of its value in the address.</param>
/// <param name="Chosen">A value that is not offered is shown as it was given, so that the form says what the address says.</param>
public sealed record ListFilter(string Name, string Label, IReadOnlyList<Choice> Choices, string Chosen)
{
    public IReadOnlyList<Choice> Offered => Choices.Any(choice => choice.Value == Chosen) ? Choices : [.. Choices, new(Chosen, Chosen)];
}

/// <summary>A part of the list with how many stand in it.</summary>
public sealed record ListTab(string Label, string Count, string Href, bool IsShown);

/// <summary>The list of customers. What the viewer may not see is not in it.</summary>
public sealed record CustomersModel : IPageModel
{
    /// <summary>How many pay, and what is shown of them.</summary>
    public required string Lede { get; init; }

    /// <summary>What the list is limited to beside its filters.</summary>
    public Banner? Banner { get; init; }

    /// <summary>What was searched for; null: nothing.</summary>
    public string? Search { get; init; }

    /// <summary>"Name or id"</summary>
    public required string SearchHint { get; init; }

    public required IReadOnlyList<ListFilter> Filters { get; init; }
    public required IReadOnlyList<ListTab> Tabs { get; init; }
    public required DataTable Table { get; init; }

    /// <summary>Of the whole list as CSV; null where the viewer may not take it away.</summary>
    public string? Csv { get; init; }

    public IEnumerable<DataTable> Tables => [Table];
}
