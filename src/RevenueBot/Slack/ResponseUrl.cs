namespace RevenueBot.Slack;

/// <summary>
/// The address under which Slack takes the answers to one command or click: whoever knows it may post, so it is never logged and
/// never kept longer than needed. It lives 30 minutes and takes 5 posts
/// (https://docs.slack.dev/interactivity/handling-user-interaction).
/// </summary>
internal static class ResponseUrl
{
    /// <summary>One minute less than Slack's thirty: the clocks may differ, and the post takes time.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(29);

    private static readonly string[] _hosts = ["hooks.slack.com", "hooks.slack-gov.com"];

    /// <summary>Reads an address from a signed payload; null unless it is one of Slack's own.</summary>
    /// <param name="apiBase">Where this installation's Slack is: its own host is right too when it is not Slack's.</param>
    public static Uri? Read(string? text, Uri apiBase)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0) return null;
        var isSlack = address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && _hosts.Contains(address.Host);
        return isSlack || IsStandIn(address, apiBase) ? address : null;
    }

    private static bool IsStandIn(Uri address, Uri apiBase) =>
        apiBase.AbsoluteUri != SlackOptions.DefaultApiBaseUrl && address.GetLeftPart(UriPartial.Authority) == apiBase.GetLeftPart(UriPartial.Authority);
}
