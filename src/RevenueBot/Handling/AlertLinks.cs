using RevenueBot.Dashboard;

namespace RevenueBot.Handling;

/// <summary>Pages of the dashboard that cards lead to; none where no public address is set.</summary>
/// <param name="Dashboard">The configuration <c>Dashboard:PublicUrl</c>.</param>
internal sealed record AlertLinks(Uri? Dashboard)
{
    private const int LongestAddress = 2_000;

    public static AlertLinks Read(IConfiguration configuration) =>
        new(Uri.TryCreate(configuration["Dashboard:PublicUrl"], UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null);

    public Uri? Sources => Page("billing#sources");

    public Uri? Customer(string id) => Page(PagePaths.Customer(id));

    public Uri? Group(string key) => Page($"customers?alert={Uri.EscapeDataString(key)}");

    /// <param name="path">From the root of the dashboard; whatever it holds, it stays there. One that no platform takes leads to the root.</param>
    public Uri? Page(string path) =>
        Dashboard is null || !Uri.TryCreate($"{Dashboard.AbsoluteUri.TrimEnd('/')}/{path.TrimStart('/')}", UriKind.Absolute, out var page) || page.AbsoluteUri.Length > LongestAddress ? Dashboard : new Uri(page.AbsoluteUri); // as written, it would be sent as it was given
}
