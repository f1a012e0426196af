namespace RevenueBot.Slack;

/// <summary>The configuration section <c>Slack</c>.</summary>
internal sealed class SlackOptions
{
    public const string DefaultApiBaseUrl = "https://slack.com/api/";

    /// <summary>The bot token, <c>xoxb-…</c>.</summary>
    public string BotToken { get; init; } = "";

    /// <summary>Every signing secret in force: during a rotation the new one and the old one.</summary>
    public List<string> SigningSecrets { get; init; } = [];

    public string AppToken { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";
    public string ApiBaseUrl { get; init; } = DefaultApiBaseUrl;

    /// <summary>Slack is off while neither a token nor a secret is set; half of the two is a mistake.</summary>
    public bool IsConfigured => BotToken.Length > 0 || Secrets.Count > 0;

    public IReadOnlyList<string> Secrets =>
        [.. SigningSecrets.Select(s => s.Trim()).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)];

    public Uri ApiBase => new(ApiBaseUrl.EndsWith('/') ? ApiBaseUrl : ApiBaseUrl + "/");

    /// <summary>One plain sentence for everything that is wrong; never a value.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(ApiBaseUrl, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback))
            yield return "Slack:ApiBaseUrl is not an https address; remove it to use Slack itself.";
        if (!IsConfigured) yield break;
        if (Secrets.Count == 0)
            yield return "Slack:SigningSecrets is empty, so no request from Slack could be trusted; copy the signing secret from the app's Basic Information page.";
        if (BotToken.Length == 0)
            yield return "Slack:BotToken is empty; copy the Bot User OAuth Token (xoxb-…) from the app's OAuth & Permissions page.";
        else if (!BotToken.StartsWith("xoxb-", StringComparison.Ordinal) && !BotToken.StartsWith("xoxe.xoxb-", StringComparison.Ordinal))
            yield return "Slack:BotToken does not begin with xoxb-; copy the Bot User OAuth Token, not another one.";
    }
}
