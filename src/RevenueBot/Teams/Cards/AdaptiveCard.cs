using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RevenueBot.Teams.Cards;

/// <summary>A card. <paramref name="Speak"/> is complete alone, for screen readers.</summary>
internal sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, string Speak)
{
    /// <summary>Teams takes no later one from bots.</summary>
    public const string SchemaVersion = "1.5";

    public const int MostActions = 6;

    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Version { get; } = SchemaVersion;

    /// <summary>Shown where the version is not known.</summary>
    public string FallbackText => CardText.Spoken(Speak, 500);

    public IReadOnlyList<CardButton>? Actions { get; init; }

    [JsonPropertyName("msteams")]
    public CardInTeams? Teams { get; init; }
}

/// <param name="Width"><c>Full</c> for wide tables.</param>
/// <param name="Entities">Those whom the card mentions.</param>
internal sealed record CardInTeams(string? Width = null, IReadOnlyList<CardMention>? Entities = null);

/// <summary>A mention: <paramref name="Text"/> stands in the card exactly so.</summary>
internal sealed record CardMention(string Text, MentionedPerson Mentioned)
{
    public string Type { get; } = "mention";
}

/// <param name="Id">The object id of the person's directory.</param>
internal sealed record MentionedPerson(string Id, string Name);

/// <summary>A card with what a notification says of it. Nothing stands beside a card: Teams would split the message and keep its id to itself.</summary>
internal sealed record CardMessage(string Summary, AdaptiveCard Card)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>28 KB, two bytes a character, less what stands around a message: what Workflows webhooks and Graph take too.</summary>
    public const int MostCharacters = (28 * 1024 / 2) - 1_000;

    public bool Fits() => JsonSerializer.Serialize(this, CardJson.Options).Length <= MostCharacters;
}

internal static class CardJson
{
    /// <summary>Text as it is rather than \u-escaped: the bodies go to Teams, never into a page.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
