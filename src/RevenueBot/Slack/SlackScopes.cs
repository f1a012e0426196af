namespace RevenueBot.Slack;

/// <summary>The scopes the bot uses, each of them: the same list as in manifests/slack.yaml.</summary>
internal static class SlackScopes
{
    public static IReadOnlyList<string> Needed { get; } =
    [
        "commands", "chat:write", "app_mentions:read", "im:history", "im:write", "channels:read", "groups:read", "users:read",
        "files:write", "files:read", "links:read", "links:write",
    ];

    /// <summary>Without them the bot works, but a post that Slack did not confirm cannot be looked for, and is posted again, marked as a repeat.</summary>
    public static IReadOnlyList<string> ForLooking { get; } = ["channels:history", "groups:history"];

    /// <summary>What an install asks for.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Needed, .. ForLooking];

    /// <summary>The scope without which a method need not be tried: what it is for is left out then. Null: tried anyway.</summary>
    public static string? Of(string method) => method switch
    {
        "files.getUploadURLExternal" or "files.completeUploadExternal" => "files:write",
        "files.info" => "files:read",
        "chat.unfurl" => "links:write",
        _ => null,
    };
}
