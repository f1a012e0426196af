using System.Text;
using System.Text.Json.Nodes;

namespace RevenueBot.Support.Teams;

/// <summary>Somebody in Teams: what they type and click reaches the bot as Teams would send it, with its token.</summary>
public sealed class TeamsPerson(HttpClient bot, FakeTeams teams)
{
    private static int _number;

    public string User { get; init; } = "29:ana";
    public string AadObjectId { get; init; } = "a0a0a0a0-0000-4000-8000-000000000001";
    public string Name { get; init; } = "Ana Alvarez";
    public string Tenant { get; init; } = FakeTeams.Tenant;

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string Kind { get; init; } = "personal";
    public string Conversation { get; init; } = "a:ana";
    public string Team { get; init; } = "19:team@thread.tacv2";
    public string Channel { get; init; } = "19:revenue@thread.tacv2";

    /// <summary>Types something; in shared places the bot is mentioned first, as it must be.</summary>
    public Task<HttpResponseMessage> SayAsync(string text) => SendAsync(Message(text));

    public JsonObject Message(string text)
    {
        var message = Activity("message");
        (message["textFormat"], message["text"]) = ("plain", Kind == "personal" ? text : $"<at>RevenueBot</at> {text}");
        if (Kind != "personal")
            message["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = FakeTeams.Bot, ["name"] = "RevenueBot" }, ["text"] = "<at>RevenueBot</at>" });
        return message;
    }

    /// <summary>Clicks a button of a card.</summary>
    public JsonObject Click(string verb, JsonObject data, string card = "m1")
    {
        var invoke = Activity("invoke");
        (invoke["name"], invoke["replyToId"]) = ("adaptiveCard/action", card);
        invoke["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data }, ["trigger"] = "manual" };
        return invoke;
    }

    /// <summary>An activity of any type with what all of them carry.</summary>
    public JsonObject Activity(string type)
    {
        JsonObject data = new() { ["tenant"] = new JsonObject { ["id"] = Tenant } };
        if (Kind == "channel") (data["team"], data["channel"]) = (new JsonObject { ["id"] = Team }, new JsonObject { ["id"] = Channel });
        return new()
        {
            ["type"] = type, ["id"] = $"17000000{Interlocked.Increment(ref _number):00000}", ["channelId"] = "msteams", ["serviceUrl"] = teams.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = User, ["name"] = Name, ["aadObjectId"] = AadObjectId },
            ["recipient"] = new JsonObject { ["id"] = FakeTeams.Bot, ["name"] = "RevenueBot" },
            ["conversation"] = new JsonObject { ["id"] = Conversation, ["conversationType"] = Kind, ["tenantId"] = Tenant, ["isGroup"] = Kind != "personal" },
            ["channelData"] = data, ["locale"] = "en-US",
        };
    }

    public Task<HttpResponseMessage> SendAsync(JsonObject activity) => SendAsync(activity.ToJsonString(), teams.NewToken().ToString());

    /// <param name="token">Null: no header at all.</param>
    public async Task<HttpResponseMessage> SendAsync(string body, string? token)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await bot.SendAsync(request);
    }
}
