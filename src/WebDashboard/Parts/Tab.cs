namespace RevenueBot.WebDashboard.Parts;

/// <summary>One way to look at the same, as a link.</summary>
public sealed record Tab(string Name, string Href, bool IsChosen);
