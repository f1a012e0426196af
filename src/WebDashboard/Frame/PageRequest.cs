using Microsoft.AspNetCore.Http;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>A page that somebody wants to see.</summary>
/// <param name="Item">What of a list the page is about, from its path: a customer's id; null on pages of the whole.</param>
/// <param name="Table">The table that is wanted as a file, whole; null: the page.</param>
public sealed record PageRequest(Viewer Viewer, PageAddress Address, string? Item = null, string? Table = null)
{
    /// <summary>The query parameter that names a table to be had as CSV.</summary>
    public const string Export = "csv";

    private static readonly object _viewer = new();

    public bool IsExport => Table is not null;

    /// <summary>"light" or "dark" as the viewer chose; null follows their system.</summary>
    public string? Theme { get; init; }

    /// <summary>The number of the newest event that the page's figures hold; null: nothing is told of events.</summary>
    public long? Seen { get; init; }

    /// <summary>Of a request that was let in.</summary>
    internal static PageRequest Of(HttpContext http)
    {
        var query = http.Request.Query.Where(pair => pair.Key != Export).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var table = http.Request.Query[Export].ToString();
        return new(ViewerOf(http), new(http.Request.Path, query), http.Request.RouteValues["item"] as string, table.Length > 0 ? table : null) { Theme = ThemeEndpoint.Of(http.Request) };
    }

    /// <summary>Who sends a request that was let in.</summary>
    public static Viewer ViewerOf(HttpContext http) => (Viewer)http.Items[_viewer]!;

    internal static void LetIn(HttpContext http, Viewer viewer) => http.Items[_viewer] = viewer;
}
