namespace RevenueBot.Dashboard;

/// <summary>Where pages about one thing stand.</summary>
internal static class PagePaths
{
    public static string Customer(string id) => $"/customers/{Uri.EscapeDataString(id)}";

    public static string Alert(string id) => $"/alerts/{Uri.EscapeDataString(id)}";
}
