namespace RevenueBot.WebDashboard.Frame;

/// <summary>A page that the navigation leads to.</summary>
/// <param name="Icon">The path of its picture, 20 × 20.</param>
/// <param name="Needs">Without these rights it is not there.</param>
/// <param name="IsMinor">On a phone it stands under "More".</param>
internal sealed record NavItem(string Path, string Name, string Icon, Rights Needs, bool IsMinor = false)
{
    public static NavItem Settings { get; } = new("/settings", "Settings", "M3 6h8M15 6h2M3 14h2M9 14h8M13 4a2 2 0 1 0 0 4a2 2 0 1 0 0-4M7 12a2 2 0 1 0 0 4a2 2 0 1 0 0-4", Rights.Totals, true);

    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("/", "Overview", "M3 10.5 10 4l7 6.5M5 9v8h10V9", Rights.Totals),
        new("/revenue", "Revenue", "M3 16h14M4 12l4-4 3 3 5-6M12.5 5H16v3.5", Rights.Totals),
        new("/customers", "Customers", "M8 4a3 3 0 1 0 0 6a3 3 0 1 0 0-6M2.5 17c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5M13 4.5a3 3 0 0 1 0 5.2M15 12.500c1.500.7 2.300 2.200 2.500 4.500", Rights.Customers),
        new("/usage", "Usage", "M4 17V9M8.5 17V4M13 17v-6M17 17V7", Rights.Totals, true),
        new("/billing", "Billing", "M4 4.5h12a1.500 1.500 0 0 1 1.500 1.500v8a1.500 1.500 0 0 1-1.500 1.500H4A1.500 1.500 0 0 1 2.500 14V6A1.500 1.500 0 0 1 4 4.500zM2.500 8.500h15M5.500 12.500h3", Rights.Totals, true),
        new("/alerts", "Alerts", "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3", Rights.Customers | Rights.Names),
    ];

    /// <summary>Whether a page lies under this one.</summary>
    public bool Holds(string path) => path == Path || (Path != "/" && path.StartsWith(Path + "/", StringComparison.Ordinal));
}
