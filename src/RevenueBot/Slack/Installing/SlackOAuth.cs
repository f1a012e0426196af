namespace RevenueBot.Slack.Installing;

/// <summary>What an install or a renewal gives (https://docs.slack.dev/reference/methods/oauth.v2.access).</summary>
internal sealed record OAuthReply(string? AccessToken, string? TokenType, string? Scope, string? BotUserId, string? AppId)
{
    public OAuthTeam? Team { get; init; }
    public OAuthTeam? Enterprise { get; init; }
    public bool IsEnterpriseInstall { get; init; }
    public OAuthPerson? AuthedUser { get; init; }
    public string? RefreshToken { get; init; }
    public int? ExpiresIn { get; init; }

    /// <summary>The tokens, as they are from now on.</summary>
    public Tokens? Tokens(DateTimeOffset now) => AccessToken is { Length: > 0 } access
        ? new(access, RefreshToken is { Length: > 0 } ? RefreshToken : null, ExpiresIn is { } seconds ? now.AddSeconds(seconds) : null) : null;

    public override string ToString() => nameof(OAuthReply);
}

internal sealed record OAuthTeam(string? Id, string? Name);

internal sealed record OAuthPerson(string? Id);

/// <summary>The methods that the app calls as itself, with its client id and secret.</summary>
internal sealed class SlackOAuth(SlackTransport transport, SlackOptions options)
{
    /// <summary>Turns the code of an install into tokens. A code is good once.</summary>
    public Task<SlackReply<OAuthReply>> AccessAsync(string code, string redirectUri, CancellationToken cancel) =>
        CallAsync("install", "oauth.v2.access", new() { ["code"] = code, ["redirect_uri"] = redirectUri }, cancel);

    /// <summary>The next pair of tokens. The refresh token is good once, and a short grace longer.</summary>
    public Task<SlackReply<OAuthReply>> RefreshAsync(string installation, string refreshToken, CancellationToken cancel) =>
        CallAsync(installation, "oauth.v2.access", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancel);

    private async Task<SlackReply<OAuthReply>> CallAsync(string scope, string method, Dictionary<string, string> form, CancellationToken cancel)
    {
        using FormUrlEncodedContent content = new(form);
        return await transport.CallAsync<OAuthReply>(Caller.App(scope, options), method, content, isHarmlessTwice: true, cancel);
    }
}
