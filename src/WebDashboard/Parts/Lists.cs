using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.WebDashboard.Parts;

/// <summary>A filter of a list.</summary>
/// <param name="Name">Of its value in the address.</param>
/// <param name="Chosen">A value that is not offered is shown as it was given, so that the form says what the address says.</param>
public sealed record ListFilter(string Name, string Label, IReadOnlyList<Choice> Choices, string Chosen)
{
    public IReadOnlyList<Choice> Offered => Choices.Any(choice => choice.Value == Chosen) ? Choices : [.. Choices, new(Chosen, Chosen)];
}

/// <summary>What is searched for in a list.</summary>
/// <param name="Name">Of its value in the address.</param>
/// <param name="Value">Null: nothing.</param>
/// <param name="Hint">"Name or id"</param>
public sealed record ListSearch(string Name, string? Value, string Hint);

/// <summary>How a list is cut by its address.</summary>
/// <param name="Label">What the form does, for who cannot see it: "Find customers".</param>
/// <param name="Csv">Of the whole list as CSV; null where the viewer may not take it away.</param>
public sealed record ListForm(string Label, ListSearch? Search, IReadOnlyList<ListFilter> Filters, string? Csv = null);

/// <summary>A part of a list, or a page beside others, with how many stand in it.</summary>
/// <param name="Count">Null: it is not counted.</param>
public sealed record ListTab(string Label, string? Count, string Href, bool IsShown);
