namespace RevenueBot.Slack;

/// <summary>The configuration section <c>Slack</c>.</summary>
internal sealed class SlackOptions
{
    public const string DefaultApiBaseUrl = "https://slack.com/api/";
    public const string DefaultOAuthBaseUrl = "https://slack.com/";

    /// <summary>The bot token, <c>xoxb-…</c>, of the one workspace that needs no install in a browser.</summary>
    public string BotToken { get; init; } = "";

    /// <summary>It ends within twelve hours, and nothing stands in the settings to renew it with.</summary>
    public bool BotTokenRotates => BotToken.StartsWith("xoxe.xoxb-", StringComparison.Ordinal);

    /// <summary>Every signing secret in force: during a rotation the new one and the old one.</summary>
    public List<string> SigningSecrets { get; init; } = [];

    /// <summary>The app-level token, <c>xapp-…</c>: with it the bot calls Slack, and Slack need not reach the bot (Socket Mode).</summary>
    public string AppToken { get; init; } = "";

    /// <summary>How many sockets each replica keeps open. Slack allows ten in all.</summary>
    public int SocketConnections { get; init; } = 2;

    /// <summary>With its secret: the app can be installed in more workspaces at <c>/slack/install</c>.</summary>
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";
    public string ApiBaseUrl { get; init; } = DefaultApiBaseUrl;

    /// <summary><c>thread</c>: totals that somebody asks for by mention stand in the thread of the mention, for everybody there; <c>private</c>: for the asker alone.</summary>
    public string Mentions { get; init; } = "thread";

    public bool AnswersInThread => Mentions.Trim().Equals("thread", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>on</c>: Slack draws charts and tables itself where it can; <c>off</c>: pictures and text.</summary>
    public string NativeBlocks { get; init; } = "off";

    public bool DrawsNatively => NativeBlocks.Trim().Equals("on", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where people are asked whether they want the app.</summary>
    public string OAuthBaseUrl { get; init; } = DefaultOAuthBaseUrl;

    /// <summary>Slack is off while nothing of it is set; half of what belongs together is a mistake.</summary>
    public bool IsConfigured => BotToken.Length > 0 || Secrets.Count > 0 || AppToken.Length > 0 || CanInstall;

    public bool CanInstall => ClientId.Length > 0 && ClientSecret.Length > 0;

    public bool UsesSockets => AppToken.Length > 0;

    public IReadOnlyList<string> Secrets =>
        [.. SigningSecrets.Select(s => s.Trim()).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)];

    public Uri ApiBase => Folder(ApiBaseUrl);

    public Uri OAuthBase => Folder(OAuthBaseUrl);

    /// <summary>One plain sentence for everything that is wrong; never a value.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsSafe(ApiBaseUrl)) yield return "Slack:ApiBaseUrl is not an https address; remove it to use Slack itself.";
        if (!IsSafe(OAuthBaseUrl)) yield return "Slack:OAuthBaseUrl is not an https address; remove it to use Slack itself.";
        if (ClientId.Length > 0 != ClientSecret.Length > 0)
            yield return "Slack:ClientId and Slack:ClientSecret belong together; copy both from the app's Basic Information page, or remove both.";
        if (AppToken.Length > 0 && !AppToken.StartsWith("xapp-", StringComparison.Ordinal))
            yield return "Slack:AppToken does not begin with xapp-; make an App-Level Token with the scope connections:write on the app's Basic Information page.";
        if (Mentions.Trim().ToLowerInvariant() is not ("thread" or "private")) yield return $"Slack:Mentions is \"{Mentions}\": write thread or private.";
        if (NativeBlocks.Trim().ToLowerInvariant() is not ("on" or "off")) yield return $"Slack:NativeBlocks is \"{NativeBlocks}\": write on or off.";
        if (SocketConnections is < 1 or > 10) yield return "Slack:SocketConnections is outside 1 to 10: Slack allows ten sockets in all.";
        if (!IsConfigured) yield break;
        if (Secrets.Count == 0)
            yield return "Slack:SigningSecrets is empty, so no request from Slack could be trusted; copy the signing secret from the app's Basic Information page.";
        if (BotToken.Length == 0 && CanInstall) yield break;
        if (BotToken.Length == 0)
            yield return "Slack:BotToken is empty; copy the Bot User OAuth Token (xoxb-…) from the app's OAuth & Permissions page.";
        else if (!BotToken.StartsWith("xoxb-", StringComparison.Ordinal) && !BotTokenRotates)
            yield return "Slack:BotToken does not begin with xoxb-; copy the Bot User OAuth Token, not another one.";
    }

    private static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);

    private static Uri Folder(string address) => new(address.EndsWith('/') ? address : address + "/");
}
