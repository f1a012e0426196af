using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RevenueBot.Teams.Connector;

/// <summary>
/// A message of ours: a card or a text, never both, because Teams would make two messages of them and tell the id of neither
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages).
/// </summary>
internal sealed record OutgoingActivity
{
    /// <summary>Teams counts the whole message as UTF-16, and takes 100 KB.</summary>
    public const int MostUnits = 50 * 1024;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private OutgoingActivity() { }

    public string Type { get; } = "message";

    public string? Text { get; private init; }

    public string? TextFormat { get; private init; }

    /// <summary>What a notification says of a card.</summary>
    public string? Summary { get; private init; }

    public IReadOnlyList<CardAttachment>? Attachments { get; private init; }

    /// <summary>The one person who sees it, where it is sent as a targeted message.</summary>
    public ActivityParty? Recipient { get; init; }

    /// <summary>Mentions and the like.</summary>
    public IReadOnlyList<object>? Entities { get; init; }

    /// <summary>A card with what its notification says.</summary>
    public static OutgoingActivity OfCard(object card, string summary) => new() { Attachments = [new(CardAttachment.AdaptiveCard, card)], Summary = summary };

    /// <summary>Words as they are: nothing in them is read as markup.</summary>
    public static OutgoingActivity OfText(string text) => new() { Text = text, TextFormat = "plain" };
}

internal sealed record CardAttachment(string ContentType, object Content)
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
}

internal sealed record ActivityParty(string Id);
