namespace RevenueBot.Handling;

/// <summary>Pages of the dashboard that cards lead to; none where no public address is set.</summary>
/// <param name="Dashboard">The configuration <c>Dashboard:PublicUrl</c>.</param>
internal sealed record AlertLinks(Uri? Dashboard)
{
    public static AlertLinks Read(IConfiguration configuration) =>
        new(Uri.TryCreate(configuration["Dashboard:PublicUrl"], UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null);

    public Uri? Sources => Page("billing#sources");

    public Uri? Customer(string id) => Page($"customers/{Uri.EscapeDataString(id)}");

    public Uri? Group(string key) => Page($"customers?alert={Uri.EscapeDataString(key)}");

    private Uri? Page(string path) => Dashboard is null ? null : new Uri(Dashboard.AbsoluteUri.TrimEnd('/') + "/" + path);
}
