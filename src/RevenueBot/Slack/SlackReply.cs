using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Access;
using RevenueBot.Alerts;

namespace RevenueBot.Slack;

/// <summary>What Slack replied to one call.</summary>
/// <param name="Value">Present only where <paramref name="Outcome"/> is sent.</param>
/// <param name="Scopes">The scopes of the token, as Slack names them with every reply; empty where it does not.</param>
internal sealed record SlackReply<T>(DeliveryOutcome Outcome, T? Value, IReadOnlyList<string> Scopes) where T : class
{
    public string? Error => Outcome.Problem;

    /// <summary>Nothing was asked of Slack, or nothing came back.</summary>
    public static SlackReply<T> Without(DeliveryOutcome outcome) => new(outcome, null, []);
}

internal sealed record PostedReply(string? Ts, string? MessageTs, string? Channel);

/// <summary>Messages are other people's: only what is looked for is read of them.</summary>
internal sealed record HistoryReply(IReadOnlyList<JsonElement>? Messages, bool HasMore, HistoryPage? ResponseMetadata);

internal sealed record HistoryPage(string? NextCursor);

internal sealed record ConversationReply(OpenedConversation? Channel);

internal sealed record OpenedConversation(string Id);

internal sealed record AuthReply(string? Team, string? TeamId, string? UserId, string? BotId)
{
    public string? EnterpriseId { get; init; }
    public bool IsEnterpriseInstall { get; init; }

    /// <summary>The installation that the token belongs to.</summary>
    public string? Id => IsEnterpriseInstall ? EnterpriseId : TeamId;
}

internal sealed record UploadUrlReply(string UploadUrl, string FileId);

internal sealed record CompletedReply;

internal sealed record ViewReply(OpenedView View);

internal sealed record OpenedView(string Id, string Hash);

internal sealed record FileReply(SlackFileInfo File);

/// <summary>An upload is ready for use in a message once Slack has looked at it: then it has a type and a thumbnail.</summary>
internal sealed record SlackFileInfo(string Id, string? Mimetype, [property: JsonPropertyName("thumb_360")] string? Thumbnail)
{
    public bool IsReady => !string.IsNullOrEmpty(Mimetype) && !string.IsNullOrEmpty(Thumbnail);
}

internal sealed record ChannelReply(SlackChannel Channel);

internal sealed record SlackChannel(string Id, string? Name, bool IsExtShared, bool IsPendingExtShared, bool IsOrgShared, bool IsArchived, bool IsMember, bool IsIm)
{
    public bool IsPrivate { get; init; }

    /// <summary>A message among several people.</summary>
    public bool IsMpim { get; init; }

    /// <summary>Who reads it: the widest of what is true of it (https://docs.slack.dev/reference/objects/conversation-object).</summary>
    public PlaceFacts Facts => new(
        IsExtShared || IsPendingExtShared ? PlaceKind.External : IsOrgShared ? PlaceKind.Shared : IsPrivate || IsMpim ? PlaceKind.Private : PlaceKind.Public, IsArchived);
}

internal sealed record UserReply(SlackUser User);

internal sealed record SlackUser(string Id, bool Deleted, bool IsBot, bool IsRestricted, bool IsUltraRestricted, bool IsStranger, string? TeamId)
{
    /// <summary>Only in an Enterprise organization, whose people may belong to several workspaces.</summary>
    public SlackEnterpriseUser? EnterpriseUser { get; init; }

    /// <summary>What decides on a person, seen from the workspace where the app is installed.</summary>
    public PersonFacts Facts(string workspace) => new(IsRestricted || IsUltraRestricted, IsStranger || !IsOf(workspace), IsBot, Deleted) { Name = Name };

    public SlackProfile? Profile { get; init; }

    private string? Name => Profile switch { { DisplayName: { Length: > 0 } shown } => shown, { RealName: { Length: > 0 } real } => real, _ => null };

    /// <summary>
    /// Whether the person belongs to a workspace. Slack calls only those outsiders strangers who share no channel with the app; all
    /// others are told by their home workspace (https://docs.slack.dev/apis/slack-connect).
    /// </summary>
    public bool IsOf(string workspace) => TeamId == workspace || EnterpriseUser?.Teams?.Contains(workspace) is true;
}

/// <param name="DisplayName">What they chose to be called; empty: nothing.</param>
internal sealed record SlackProfile(string? DisplayName, string? RealName);

internal sealed record SlackEnterpriseUser(IReadOnlyList<string>? Teams);
