using System.Collections.Frozen;
using System.Net;
using RevenueBot.Alerts;

namespace RevenueBot.Slack;

/// <summary>What Slack's errors mean and what to do (https://docs.slack.dev/apis/web-api#evaluating_responses).</summary>
internal static class SlackErrors
{
    private const string Reinstall = "Install the app in the workspace again and set the new Slack:BotToken.";

    /// <summary>What to do where a token that rotates stands in the settings: only an install can be renewed.</summary>
    public const string InsteadOfRotating = "Remove Slack:BotToken, set Slack:ClientId and Slack:ClientSecret, and install the app at /slack/install.";

    private const string CannotPost = "Choose another channel, or ask an administrator of the workspace to let the app post there.";
    private const string OurFault = "Report this: the message was built wrongly. The text is sent without it.";
    private static readonly TimeSpan _workspaceMoves = TimeSpan.FromHours(1);

    private static readonly FrozenDictionary<string, string> _advice = new Dictionary<string, string>
    {
        ["invalid_auth"] = Reinstall, ["not_authed"] = Reinstall, ["account_inactive"] = Reinstall, ["token_revoked"] = Reinstall,
        ["token_expired"] = InsteadOfRotating,
        ["missing_scope"] = "Add the scopes of manifests/slack.yaml to the app and install it again.",
        ["channel_not_found"] = "Check the channel's id; in a private channel, invite the app first (/invite).",
        ["not_in_channel"] = "Invite the app to the channel (/invite).",
        ["user_not_in_channel"] = "You have left the channel: ask in a direct message.",
        ["is_archived"] = CannotPost, ["restricted_action"] = CannotPost, ["ekm_access_denied"] = CannotPost,
        ["posting_to_channel_denied"] = CannotPost, ["messages_tab_disabled"] = "Turn the Messages tab of the app's Home on.",
        ["team_access_not_granted"] = "Ask an organization owner to add the workspace to the app.",
        ["file_uploads_disabled"] = "Answers come without pictures: the workspace does not allow uploads.",
        ["expired_trigger_id"] = "Click the button again: Slack allows three seconds.",
        ["used_url"] = "Ask again: this answer's address has been used up.",
        ["expired_url"] = "Ask again: Slack allows thirty minutes.",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> _transient =
        FrozenSet.Create("internal_error", "fatal_error", "service_unavailable", "request_timeout");

    /// <summary>What Slack would say, without asking it.</summary>
    public static DeliveryOutcome.Permanent MissingScope { get; } = new("missing_scope", _advice["missing_scope"]);

    /// <summary>Errors after which no call of this installation can work until somebody acts.</summary>
    public static bool IsDeadInstallation(string? error) =>
        error is "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired";

    /// <summary>Whether nothing can be written where it was to be, not even for one person: the bot was removed, or the channel is closed.</summary>
    public static bool IsClosedPlace(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Permanent { Reason: var error }
        && (error is "not_in_channel" or "channel_not_found" or "is_archived" or "user_not_in_channel" || error.StartsWith("restricted_action", StringComparison.Ordinal));

    /// <summary>Errors of a message that Slack will take without its picture.</summary>
    private static bool IsBadMessage(string? error) => error is not null && (error.StartsWith("invalid_", StringComparison.Ordinal)
        || error is "msg_too_long" or "msg_blocks_too_long" or "no_text") && !IsDeadInstallation(error);

    /// <summary>Whether Slack refused the form of a message.</summary>
    public static bool IsBadMessage(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Permanent refused && IsBadMessage(refused.Reason);

    /// <summary>The meaning of a reply.</summary>
    /// <param name="error">The word in <c>error</c>; null where the reply says ok.</param>
    /// <param name="isHarmlessTwice">Repeating the call changes nothing more than once.</param>
    public static DeliveryOutcome Classify(HttpStatusCode status, string? error, TimeSpan? retryAfter, bool isHarmlessTwice)
    {
        if (status == HttpStatusCode.TooManyRequests || error is "ratelimited" or "rate_limited" or "message_limit_exceeded")
            return new DeliveryOutcome.RetryAfter(error ?? "ratelimited", retryAfter);
        if (error is "team_added_to_org" or "org_login_required") return new DeliveryOutcome.RetryAfter(error, _workspaceMoves);
        if ((int)status >= 500 || (error is not null && _transient.Contains(error)))
            return MaybeDone(error ?? $"http_{(int)status}", isHarmlessTwice);
        if (error is not null) return new DeliveryOutcome.Permanent(error, Advice(error));
        return (int)status < 300 ? new DeliveryOutcome.Sent() : new DeliveryOutcome.Permanent($"http_{(int)status}", Advice(""));
    }

    /// <summary>No reply, or one that says the call may have been carried out all the same.</summary>
    public static DeliveryOutcome MaybeDone(string reason, bool isHarmlessTwice) =>
        isHarmlessTwice ? new DeliveryOutcome.RetryAfter(reason) : new DeliveryOutcome.Unknown(reason);

    private static string Advice(string error)
    {
        if (IsBadMessage(error)) return OurFault;
        if (error.StartsWith("restricted_action", StringComparison.Ordinal)) return CannotPost;
        return _advice.GetValueOrDefault(error, "Look the word up at https://docs.slack.dev/reference/methods and run the verb doctor.");
    }
}
