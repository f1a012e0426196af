namespace RevenueBot.Slack.Unfurling;

/// <summary>Which question a page of the dashboard answers, of those that may be shown to everybody: a page of a single customer answers none.</summary>
internal static class DashboardPage
{
    /// <summary>
    /// Null for every other address: of another host, with a query, and above all those that are a right by themselves, such as a link to sign
    /// in or the address of a picture.
    /// </summary>
    public static string? QuestionOf(string url, Uri dashboard)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var page) || page.UserInfo.Length > 0 || page.Query.Length > 0) return null;
        if (!string.Equals(page.GetLeftPart(UriPartial.Authority), dashboard.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)) return null;
        var home = dashboard.AbsolutePath.TrimEnd('/') + "/";
        var path = page.AbsolutePath + (page.AbsolutePath.EndsWith('/') ? "" : "/");
        if (!path.StartsWith(home, StringComparison.Ordinal)) return null;
        return path[home.Length..].TrimEnd('/').Split('/') switch
        {
            [""] => "/mrr",
            ["revenue"] => "/mrr last 12 months",
            ["customers"] => "/customers",
            ["usage"] => "/usage",
            ["billing"] => "/today",
            _ => null,
        };
    }
}
