using System.Globalization;
using System.Text;
using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

/// <summary>Somebody in Slack: what they type and click reaches the bot as Slack would send it, signed.</summary>
public sealed class SlackPerson(HttpClient bot, FakeSlack slack, TimeProvider clock)
{
    public const string Secret = "canary-signing-secret-8f742231b10e";

    public string User { get; init; } = "U0ANA";
    public string Channel { get; init; } = "C0REVENUE";
    public string Team { get; init; } = FakeSlack.Team;

    /// <summary>The organization for which the app is installed as a whole; null: it is installed in the workspace.</summary>
    public string? Enterprise { get; init; }

    public string SigningSecret { get; init; } = Secret;

    /// <summary>Types a slash command; the response_url is in <see cref="LastResponseUrl"/>.</summary>
    public Task<HttpResponseMessage> CommandAsync(string text, string command = "/mrr") => SendAsync("/slack/commands", CommandBody(text, command));

    public string LastResponseUrl { get; private set; } = "";

    public string CommandBody(string text, string command = "/mrr") => Form(new()
    {
        ["token"] = "deprecated", ["api_app_id"] = "A1", ["team_id"] = Team, ["enterprise_id"] = Enterprise ?? "", ["is_enterprise_install"] = Enterprise is null ? "false" : "true", ["team_domain"] = "larkspur", ["channel_id"] = Channel,
        ["channel_name"] = "revenue", ["user_id"] = User, ["user_name"] = "ana", ["command"] = command, ["text"] = text,
        ["response_url"] = LastResponseUrl = slack.NewResponseUrl(), ["trigger_id"] = slack.NewTrigger(),
    });

    /// <summary>Clicks a button.</summary>
    /// <param name="threadTs">The thread the message with the button stands in.</param>
    public Task<HttpResponseMessage> ClickAsync(string actionId, string value, string? threadTs = null) => SendAsync("/slack/interactions", ClickBody(actionId, value, threadTs));

    public string ClickBody(string actionId, string value, string? threadTs = null) => Form(new()
    {
        ["payload"] = JsonSerializer.Serialize(new
        {
            type = "block_actions",
            team = Enterprise is null ? new { id = Team, domain = "larkspur" } : null,
            enterprise = Enterprise is null ? null : new { id = Enterprise },
            is_enterprise_install = Enterprise is not null,
            user = new { id = User, team_id = Team },
            container = new { type = "message", channel_id = Channel, is_ephemeral = true, thread_ts = threadTs },
            trigger_id = slack.NewTrigger(),
            channel = new { id = Channel },
            response_url = LastResponseUrl = slack.NewResponseUrl(),
            actions = new[] { new { type = "button", action_id = actionId, block_id = "next", value, action_ts = "1.1" } },
        }),
    });

    /// <summary>Clicks a button on this person's own page, or in a form.</summary>
    /// <param name="view">home or modal.</param>
    public Task<HttpResponseMessage> ClickInViewAsync(string actionId, string value, string view = "home") => SendAsync("/slack/interactions", Form(new()
    {
        ["payload"] = JsonSerializer.Serialize(new
        {
            type = "block_actions", team = new { id = Team }, user = new { id = User, team_id = Team }, container = new { type = "view", view_id = "V1" }, trigger_id = slack.NewTrigger(),
            view = new { id = "V1", type = view, hash = "1" }, actions = new[] { new { type = "button", action_id = actionId, block_id = "ask", value, action_ts = "1.1" } },
        }),
    }));

    /// <summary>Any event, as the Events API wraps it.</summary>
    public string Wrap(object inner, string eventId) => JsonSerializer.Serialize(new
    {
        type = "event_callback", team_id = Team, event_id = eventId, event_time = clock.GetUtcNow().ToUnixTimeSeconds(), @event = inner,
        authorizations = new[] { new { enterprise_id = Enterprise, team_id = Team, user_id = "U0BOT", is_bot = true, is_enterprise_install = Enterprise is not null } },
    });

    /// <summary>Fills in a form that was opened and sends it.</summary>
    /// <param name="view">The view as the bot opened it.</param>
    /// <param name="values">By block: type of its element and what is filled in.</param>
    public Task<HttpResponseMessage> SubmitAsync(JsonElement view, string viewId, params (string Block, string Type, string Value)[] values) => SendAsync("/slack/interactions", Form(new()
    {
        ["payload"] = JsonSerializer.Serialize(new
        {
            type = "view_submission", team = new { id = Team }, user = new { id = User, team_id = Team }, trigger_id = slack.NewTrigger(),
            view = new
            {
                id = viewId, callback_id = view.Text("callback_id"), private_metadata = view.Text("private_metadata"),
                state = new { values = values.ToDictionary(field => field.Block, field => new { v = Filled(field.Type, field.Value) }) },
            },
        }),
    }));

    private static object Filled(string type, string value) => type switch
    {
        "static_select" => new { type, selected_option = new { value } },
        "datepicker" => new { type, selected_date = value },
        "users_select" => new { type, selected_user = value },
        _ => new { type, value },
    };

    /// <summary>Mentions the bot in a channel, or writes to it directly (<paramref name="type"/> = message in a D channel).</summary>
    /// <param name="ts">The message's own ts.</param>
    /// <param name="threadTs">The message it is a reply to; null: it stands in the conversation itself.</param>
    public string EventBody(string type, string text, string eventId, string ts = "1700000001.000100", string? threadTs = null) => JsonSerializer.Serialize(new
    {
        type = "event_callback",
        team_id = Team,
        event_id = eventId,
        event_time = clock.GetUtcNow().ToUnixTimeSeconds(),
        @event = new { type, user = User, text, channel = Channel, channel_type = Channel.StartsWith('D') ? "im" : "channel", ts, thread_ts = threadTs },
        authorizations = new[] { new { enterprise_id = Enterprise, team_id = Team, user_id = "U0BOT", is_bot = true, is_enterprise_install = Enterprise is not null } },
    });

    /// <summary>The app leaves this person's workspace, as one of the two events says it.</summary>
    public string UninstallBody(string type, string eventId, DateTimeOffset at) => JsonSerializer.Serialize(new
    {
        type = "event_callback", team_id = Team, event_id = eventId, event_time = at.ToUnixTimeSeconds(),
        @event = type == "tokens_revoked" ? (object)new { type, tokens = new { oauth = Array.Empty<string>(), bot = new[] { "U0BOT" } } } : new { type },
        authorizations = new[] { new { enterprise_id = Enterprise, team_id = Team, user_id = "U0BOT", is_bot = true, is_enterprise_install = Enterprise is not null } },
    });

    public Task<HttpResponseMessage> SendEventAsync(string body, int? retry = null) => SendAsync("/slack/events", body, "application/json", retry);

    /// <summary>Sends any body, signed now with this person's secret.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, string body, string mediaType = "application/x-www-form-urlencoded", int? retry = null)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return SendAsync(path, body, mediaType, timestamp, SlackSignature.Sign(Encoding.UTF8.GetBytes(body), timestamp, SigningSecret), retry);
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string body, string mediaType, string timestamp, string signature, int? retry = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        request.Headers.TryAddWithoutValidation(SlackSignature.TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(SlackSignature.SignatureHeader, signature);
        if (retry is { } number)
        {
            request.Headers.Add("x-slack-retry-num", $"{number}");
            request.Headers.Add("x-slack-retry-reason", "http_timeout");
        }

        return await bot.SendAsync(request);
    }

    private static string Form(Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return content.ReadAsStringAsync().GetAwaiter().GetResult();
    }
}
