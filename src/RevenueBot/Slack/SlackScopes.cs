namespace RevenueBot.Slack;

/// <summary>The scopes the bot uses, each of them: the same list as in manifests/slack.yaml.</summary>
internal static class SlackScopes
{
    public static IReadOnlyList<string> Needed { get; } =
    [
        "commands", "chat:write", "app_mentions:read", "im:history", "im:write", "channels:read", "groups:read", "users:read",
        "files:write", "files:read",
    ];
}
