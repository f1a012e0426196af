using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using RevenueBot.Chat;
using RevenueBot.Slack.Alerts;

namespace RevenueBot.Slack;

/// <summary>Reads the bodies Slack sends, after their signature was verified. Unknown fields and kinds are ignored, never an error.</summary>
internal static partial class SlackPayload
{
    private const string Help = "help";
    private const int MostLinks = 10;

    /// <summary>Commands that are questions as they stand; <c>/revenue</c> only introduces one.</summary>
    public static readonly IReadOnlyList<string> Commands =
        ["/mrr", "/arr", "/churn", "/retention", "/arpu", "/ltv", "/customers", "/customer", "/health", "/at-risk", "/expansion", "/cohorts", "/forecast", "/trials", "/segments", "/usage", "/nps", "/target", "/why", "/alerts", "/silence", "/digest", "/annotate", "/intel", "/dashboard", "/access", "/help"];

    /// <summary>A slash command (https://docs.slack.dev/interactivity/implementing-slash-commands); null where a field is missing.</summary>
    public static SlackRequest? Command(ReadOnlySpan<byte> body, SlackOptions options)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return Command(name => form.TryGetValue(name, out var value) ? value.ToString() : "", options);
    }

    /// <param name="field">A field of the command; empty where there is none.</param>
    public static SlackRequest? Command(Func<string, string> field, SlackOptions options)
    {
        var request = new SlackRequest(SlackRequestKind.Command, field("trigger_id"), field("team_id"), field("user_id"), field("channel_id"))
        {
            Text = Question(field("command"), field("text")),
            ResponseUrl = ResponseUrl.Read(field("response_url"), options.ApiBase),
            TriggerId = field("trigger_id"),
            Enterprise = field("is_enterprise_install") == "true" ? field("enterprise_id") : null,
        };
        return IsComplete(request) && request.ResponseUrl is not null ? request : null;
    }

    /// <summary>
    /// A click, or a form that was filled in (https://docs.slack.dev/interactivity/handling-user-interaction); null for every other interaction.
    /// </summary>
    public static SlackRequest? Interaction(JsonElement payload, SlackOptions options) => payload.Text("type") switch
    {
        "block_actions" => Click(payload, options),
        "view_submission" => Submission(payload),
        _ => null,
    };

    /// <summary>The payload of an interaction that was posted: one field of a form.</summary>
    /// <exception cref="JsonException">The payload is not JSON.</exception>
    public static JsonElement Interaction(ReadOnlySpan<byte> body)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return JsonSerializer.Deserialize<JsonElement>(form.GetValueOrDefault("payload", StringValues.Empty).ToString());
    }

    /// <summary>On somebody's page or in a form there is no channel and no response_url: what is said goes to the person.</summary>
    private static SlackRequest? Click(JsonElement payload, SlackOptions options)
    {
        if (payload.Child("actions") is not { ValueKind: JsonValueKind.Array } actions || actions.GetArrayLength() == 0) return null;
        var (workspace, view) = (Workspace(payload), payload.Child("view").Text("type"));
        var request = new SlackRequest(SlackRequestKind.Click, payload.Text("trigger_id"), workspace, payload.Child("user").Text("id"), payload.Child(view.Length > 0 ? "user" : "channel").Text("id"))
        {
            ResponseUrl = ResponseUrl.Read(payload.Text("response_url"), options.ApiBase),
            IsOnHome = view == "home",
            TriggerId = payload.Text("trigger_id"),
            ActionId = actions[0].Text("action_id"),
            Value = actions[0].Text("value"),
            Enterprise = Enterprise(payload),
            ThreadTs = Some(payload.Child("container").Text("thread_ts")) ?? Some(payload.Child("message").Text("thread_ts")),
            IsForeign = IsForeign(payload, workspace),
        };
        return IsComplete(request) && (view.Length > 0 || request.ResponseUrl is not null) ? request : null;
    }

    /// <summary>A form comes back once, whatever is in it: its own id tells a double click.</summary>
    private static SlackRequest? Submission(JsonElement payload)
    {
        var (view, workspace) = (payload.Child("view"), Workspace(payload));
        if (FormMemo.Parse(view.Text("private_metadata")) is not { } memo) return null;
        var request = new SlackRequest(SlackRequestKind.Submission, $"view:{view.Text("id")}", workspace, payload.Child("user").Text("id"), memo.Channel)
        {
            ActionId = view.Text("callback_id"), Value = memo.ToString(), Fields = SlackFields.Read(view.Child("state").Child("values")), Enterprise = Enterprise(payload), IsForeign = IsForeign(payload, workspace),
        };
        return IsComplete(request) ? request : null;
    }

    /// <summary>Where an organization installed the app, no workspace may be named: then it is the person's own.</summary>
    private static string Workspace(JsonElement payload) => payload.Child("team").Text("id") is { Length: > 0 } team ? team : payload.Child("user").Text("team_id");

    private static string? Enterprise(JsonElement payload) => payload.Child("is_enterprise_install").ValueKind == JsonValueKind.True ? payload.Child("enterprise").Text("id") : null;

    private static bool IsForeign(JsonElement payload, string workspace) =>
        payload.Child("user").Text("team_id") is { Length: > 0 } home && home != workspace && payload.Child("enterprise").ValueKind != JsonValueKind.Object;

    /// <summary>What Slack wants to hear when an address is set; null for everything else that it sends there.</summary>
    public static string? Challenge(JsonElement envelope) => envelope.Text("type") == "url_verification" ? envelope.Text("challenge") : null;

    /// <summary>An event's envelope (https://docs.slack.dev/apis/events-api); null for kinds the bot does not act on.</summary>
    public static SlackRequest? Event(JsonElement envelope)
    {
        var inner = envelope.Child("event");
        SlackRequestKind? kind = inner.Text("type") switch
        {
            "app_mention" => SlackRequestKind.Mention,
            "message" when inner.Text("channel_type") == "im" => SlackRequestKind.DirectMessage,
            "app_home_opened" when inner.Text("tab") == "home" => SlackRequestKind.Home,
            "link_shared" => SlackRequestKind.Unfurl,
            "app_uninstalled" => SlackRequestKind.Uninstalled,
            "tokens_revoked" when inner.Child("tokens").Child("bot") is { ValueKind: JsonValueKind.Array } bots && bots.GetArrayLength() > 0 => SlackRequestKind.Uninstalled,
            _ => null,
        };
        if (kind is not { } known) return null;
        var (workspace, enterprise) = InstalledIn(envelope);
        var request = new SlackRequest(known, envelope.Text("event_id"), workspace, inner.Text("user"), inner.Text("channel")) { Enterprise = enterprise };
        if (known == SlackRequestKind.Uninstalled) return EventName().IsMatch(request.EventId) && Id().IsMatch(request.Installation) ? request with { OccurredAt = OccurredAt(envelope) } : null;
        if (known == SlackRequestKind.Home) return IsComplete(request) ? request : null;
        if (known == SlackRequestKind.Unfurl) return Links(inner, request);
        var bot = BotOf(envelope);
        return IsOwnOrEdited(inner, bot) || !IsComplete(request) ? null : request with
        {
            Text = Words(SlackText.Plain(inner.Text("text"), bot)) is { Length: > 0 } text ? text : Help,
            ThreadTs = Some(inner.Text("thread_ts")),
            Ts = Some(inner.Text("ts")),
        };
    }

    /// <summary>Links in a message that was sent, in a conversation that the bot can look up or is part of: a draft, or other people's direct message, gets nothing.</summary>
    private static SlackRequest? Links(JsonElement inner, SlackRequest request)
    {
        var isForeign = request.IsDirect && inner.Child("is_bot_user_member").ValueKind != JsonValueKind.True;
        if (!IsComplete(request) || isForeign || request.Channel == "COMPOSER" || inner.Text("source") == "composer" || inner.Child("links") is not { ValueKind: JsonValueKind.Array } links) return null;
        var urls = links.EnumerateArray().Select(link => link.Text("url")).Where(url => url.Length is > 0 and <= 2_000).Take(MostLinks).Select((url, i) => (Key: $"{i}", url));
        return request with { Ts = Some(inner.Text("message_ts")), Fields = urls.ToDictionary(pair => pair.Key, pair => pair.url) };
    }

    private static string BotOf(JsonElement envelope) =>
        envelope.Child("authorizations") is { ValueKind: JsonValueKind.Array } installs && installs.GetArrayLength() > 0 ? installs[0].Text("user_id") : "";

    private static string? Some(string text) => text.Length > 0 ? text : null;

    /// <summary>In a channel shared with another company, the envelope's own team may be theirs.</summary>
    private static (string Workspace, string? Enterprise) InstalledIn(JsonElement envelope)
    {
        var install = envelope.Child("authorizations") is { ValueKind: JsonValueKind.Array } installs && installs.GetArrayLength() > 0 ? installs[0] : default;
        string[] named = [install.Text("team_id"), envelope.Text("context_team_id"), envelope.Text("team_id")];
        var enterprise = install.Child("is_enterprise_install").ValueKind == JsonValueKind.True && install.Text("enterprise_id") is { Length: > 0 } id ? id : null;
        return (named.FirstOrDefault(team => team.Length > 0) ?? "", enterprise);
    }

    /// <summary>In seconds; in some events with more digits.</summary>
    private static DateTimeOffset? OccurredAt(JsonElement envelope) => envelope.Child("event_time") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var seconds)
        ? seconds switch { > 0 and < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(seconds), > 0 and < 100_000_000_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(seconds / 1_000_000), _ => null } : null;

    /// <summary>What the bot itself or another bot wrote, and what is no new message.</summary>
    private static bool IsOwnOrEdited(JsonElement message, string bot) => message.Text("bot_id").Length > 0 || message.Text("subtype") is not ("" or "file_share" or "thread_broadcast")
        || message.Child("edited").ValueKind == JsonValueKind.Object || message.Text("user") == bot;

    private static bool IsComplete(SlackRequest request) => EventName().IsMatch(request.EventId)
        && Id().IsMatch(request.Workspace) && Id().IsMatch(request.Installation) && Id().IsMatch(request.User) && Id().IsMatch(request.Channel);

    /// <summary><c>/mrr by plan</c> is a question as it stands; the general command only introduces one.</summary>
    private static string Question(string command, string text)
    {
        var words = Words(text);
        if (Commands.Contains(command)) return $"{command} {words}".Trim();
        return words.Length > 0 ? words : Help;
    }

    /// <summary>Slack escapes three characters on the way in, and phones type no-break spaces.</summary>
    private static string Words(string text)
    {
        var words = Spaces().Replace(WebUtility.HtmlDecode(text), " ").Trim();
        return words.Length <= SlackRenderer.MaxQuestion ? words : words[..SlackRenderer.MaxQuestion];
    }

    [GeneratedRegex(@"^[A-Z0-9]{2,40}\z")]
    private static partial Regex Id();

    /// <summary>What tells deliveries apart: it is a key of the inbox, which takes no text that is none.</summary>
    [GeneratedRegex(@"^[!-~]{1,200}\z")]
    private static partial Regex EventName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
