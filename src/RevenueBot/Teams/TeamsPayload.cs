using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RevenueBot.Chat;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>
/// Reads the activities that Teams sends, after they were let in
/// (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability). Unknown fields and kinds are ignored, never an error.
/// </summary>
internal static partial class TeamsPayload
{
    /// <summary>As every platform: longer questions are cut.</summary>
    public const int MaxQuestion = 400;

    private const string Help = "help";
    private const int MostFields = 20;
    private const int MostMentions = 10;
    private const int LongestValue = 3_000;
    private const int LongestId = 500;

    /// <summary>Null for what the bot does not act on, and where something it needs is missing.</summary>
    public static TeamsRequest? Read(JsonElement activity, DateTimeOffset now)
    {
        if (User(activity.Child("from")) is not { } user || Place(activity) is not { } place) return null;
        return activity.Text("type") switch
        {
            "message" when !user.IsBot && !IsOwn(activity) => Message(activity, Of(TeamsRequestKind.Message)),
            "invoke" when !user.IsBot && IsClick(activity) => Click(activity.Child("value").Child("action").Text("verb"), activity.Child("value").Child("action").Child("data"), Of(TeamsRequestKind.Click)),
            "installationUpdate" when activity.Text("action") is "add" or "add-upgrade" => Of(TeamsRequestKind.Installed),
            "installationUpdate" when activity.Text("action") is "remove" or "remove-upgrade" => Of(TeamsRequestKind.Removed) with { WholeTeam = place.Team },
            "conversationUpdate" => Update(activity, Of),
            _ => null,
        };

        TeamsRequest Of(TeamsRequestKind kind) => new(kind, EventId(activity), place, user, At(activity, now)) { Card = activity.Text("replyToId") is { Length: > 0 } card ? card : null };
    }

    /// <summary>A button of a card, answered at once.</summary>
    public static bool IsClick(JsonElement activity) => activity.Text("name") == "adaptiveCard/action";

    /// <summary>Buttons of older clients arrive as messages without a text.</summary>
    private static TeamsRequest? Message(JsonElement activity, TeamsRequest request)
    {
        if (activity.Child("value") is { ValueKind: JsonValueKind.Object } data) return Click(data.Text("verb"), data, request with { Kind = TeamsRequestKind.Click });
        return request with { Text = Words(activity) is { Length: > 0 } text ? text : Help, Mentions = Others(activity) };
    }

    private static TeamsRequest? Click(string verb, JsonElement data, TeamsRequest request)
    {
        if (verb.Length is 0 or > 60) return null;
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        if (data.ValueKind == JsonValueKind.Object)
            foreach (var field in data.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String && one.Name is not ("value" or "verb")).Take(MostFields))
                if (field.Value.GetString()!.Trim() is { Length: > 0 and <= LongestValue } value) fields[field.Name] = value;
        return request with { Verb = verb, Value = data.Text("value") is { Length: > 0 and <= LongestValue } sealedText ? sealedText : null, Fields = fields.Count > 0 ? fields : null };
    }

    /// <summary>Only what concerns the bot itself, or a place that is gone; who else comes and goes is nobody's business.</summary>
    private static TeamsRequest? Update(JsonElement activity, Func<TeamsRequestKind, TeamsRequest> of)
    {
        var bot = activity.Child("recipient").Text("id");
        if (Has(activity.Child("membersAdded"), bot)) return of(TeamsRequestKind.Installed);
        var team = activity.Child("channelData").Child("team").Text("id") is { Length: > 0 } id ? id : null;
        if (Has(activity.Child("membersRemoved"), bot)) return of(TeamsRequestKind.Removed) with { WholeTeam = team };
        return activity.Child("channelData").Text("eventType") switch
        {
            "teamDeleted" or "teamHardDeleted" => of(TeamsRequestKind.Removed) with { WholeTeam = team },
            "channelDeleted" when of(TeamsRequestKind.Removed) is var gone && activity.Child("channelData").Child("channel").Text("id") is { Length: > 0 } channel => gone with { Place = gone.Place with { Conversation = channel } },
            _ => null,
        };
    }

    private static TeamsUser? User(JsonElement from)
    {
        var (id, person) = (from.Text("id"), from.Text("aadObjectId"));
        return IsId(id) ? new TeamsUser(id, IsId(person) ? person.ToLowerInvariant() : id) : null;
    }

    private static TeamsPlace? Place(JsonElement activity)
    {
        var (conversation, data) = (activity.Child("conversation"), activity.Child("channelData"));
        var tenant = data.Child("tenant").Text("id") is { Length: > 0 } named ? named : conversation.Text("tenantId");
        TeamsPlaceKind? kind = conversation.Text("conversationType") switch
        {
            "personal" => TeamsPlaceKind.Personal,
            "groupChat" => TeamsPlaceKind.Group,
            "channel" => TeamsPlaceKind.Channel,
            "" when data.Child("team").ValueKind == JsonValueKind.Object => TeamsPlaceKind.Channel, // some events of teams do not say
            "" when conversation.Child("isGroup").ValueKind != JsonValueKind.True => TeamsPlaceKind.Personal, // nor does Microsoft's Playground
            _ => null,
        };
        if (kind is not { } known || conversation.Text("id") is not { } id || !IsId(id)) return null;
        return new(activity.Text("serviceUrl"), tenant, id, known)
        {
            Bot = activity.Child("recipient").Text("id"), Team = data.Child("team").Text("id") is { } team && IsId(team) ? team : null,
        };
    }

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && !text.Any(char.IsControl);

    /// <summary>What the bot itself wrote.</summary>
    private static bool IsOwn(JsonElement activity) => activity.Child("from").Text("id") == activity.Child("recipient").Text("id") || activity.Child("from").Text("role") == "bot";

    private static bool Has(JsonElement members, string id) =>
        id.Length > 0 && members.ValueKind == JsonValueKind.Array && members.EnumerateArray().Any(member => member.Text("id") == id);

    /// <summary>Activities are numbered within their conversation; those without a number are told apart by all they say.</summary>
    private static string EventId(JsonElement activity)
    {
        var text = activity.Text("id") is { Length: > 0 } id ? $"{activity.Child("conversation").Text("id")} {id}" : activity.GetRawText();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static DateTimeOffset At(JsonElement activity, DateTimeOffset now) =>
        DateTimeOffset.TryParse(activity.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at <= now.AddMinutes(5) ? at.ToUniversalTime() : now;

    /// <summary>The text without the mention of the bot, which an entity names; mentions of others stay.</summary>
    private static string Words(JsonElement activity)
    {
        var (text, bot) = (activity.Text("text"), activity.Child("recipient").Text("id"));
        foreach (var mention in Mentioned(activity).Where(one => one.Id == bot)) text = text.Replace(mention.Text, " ", StringComparison.OrdinalIgnoreCase);
        var words = Clean(text);
        return words.Length <= MaxQuestion ? words : words[..MaxQuestion];
    }

    /// <summary>All others who, and channels which, are mentioned; their names are still in the question.</summary>
    private static List<TeamsMention>? Others(JsonElement activity)
    {
        var bot = activity.Child("recipient").Text("id");
        List<TeamsMention> others = [.. Mentioned(activity).Where(one => one.Id != bot).Select(one => one with { Text = Clean(one.Text), Name = Clean(one.Name) }).Where(one => one.Text.Length > 0).Take(MostMentions)];
        return others.Count > 0 ? others : null;
    }

    private static IEnumerable<TeamsMention> Mentioned(JsonElement activity)
    {
        if (activity.Child("entities") is not { ValueKind: JsonValueKind.Array } entities) yield break;
        foreach (var entity in entities.EnumerateArray().Where(one => one.Text("type") == "mention"))
        {
            var (id, name) = (entity.Child("mentioned").Text("id"), entity.Child("mentioned").Text("name"));
            if (id.Length is > 0 and <= LongestId && name.Length <= LongestId) yield return new(entity.Text("text") is { Length: > 0 } typed ? typed : $"<at>{name}</at>", id, name);
        }
    }

    private static string Clean(string text) => Spaces().Replace(WebUtility.HtmlDecode(text), " ").Trim();

    /// <summary>No-break spaces too, as &amp;nbsp; or as they are.</summary>
    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Spaces();
}
