using System.Text.Json.Serialization;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Slack.Blocks;

/// <summary>Block Kit, as far as this bot uses it (https://docs.slack.dev/reference/block-kit/blocks).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(ImageBlock), "image")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(InputBlock), "input")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(ChartBlock), "data_visualization")]
[JsonDerivedType(typeof(DataTableBlock), "data_table")]
internal abstract record Block(string BlockId);

internal sealed record HeaderBlock(string BlockId, TextObject Text) : Block(BlockId)
{
    public const int MaxText = 150;
}

internal sealed record SectionBlock(string BlockId, TextObject? Text = null, IReadOnlyList<TextObject>? Fields = null, bool? Expand = null)
    : Block(BlockId)
{
    /// <summary>A small picture on the right.</summary>
    public ImageElement? Accessory { get; init; }

    public const int MaxText = 3000;
    public const int MaxFields = 10;
    public const int MaxField = 2000;
}

internal sealed record ImageBlock(string BlockId, string AltText, TextObject Title) : Block(BlockId)
{
    /// <summary>Either an uploaded file, or an address that Slack fetches.</summary>
    public SlackFile? SlackFile { get; init; }

    public Uri? ImageUrl { get; init; }

    /// <summary>The block takes 2000, the upload 1000: one text serves both.</summary>
    public const int MaxAltText = 1000;
    public const int MaxTitle = 2000;
}

internal sealed record SlackFile(string Id);

internal sealed record ImageElement(SlackFile SlackFile, string AltText)
{
    public string Type { get; init; } = "image";
}

internal sealed record RichTextBlock(string BlockId, IReadOnlyList<Preformatted> Elements) : Block(BlockId)
{
    public static RichTextBlock Table(string blockId, string text) => new(blockId, [new Preformatted([new RichText(text)])]);
}

internal sealed record Preformatted(IReadOnlyList<RichText> Elements)
{
    public string Type { get; init; } = "rich_text_preformatted";
}

internal sealed record RichText(string Text)
{
    public string Type { get; init; } = "text";
}

internal sealed record ActionsBlock(string BlockId, IReadOnlyList<Button> Elements) : Block(BlockId)
{
    public const int MaxElements = 25;
}

internal sealed record DividerBlock(string BlockId) : Block(BlockId);

internal sealed record ContextBlock(string BlockId, IReadOnlyList<TextObject> Elements) : Block(BlockId);

/// <summary>A text: <c>plain_text</c> shows what it holds, <c>mrkdwn</c> formats it.</summary>
internal sealed record TextObject(string Type, string Text, bool? Emoji = null)
{
    /// <summary>Plain text, cut to <paramref name="limit"/>. Never empty: Slack refuses that.</summary>
    public static TextObject Plain(string text, int limit) => new("plain_text", NotEmpty(PlainText.Cut(PlainText.Printable(text), limit)), true);

    /// <summary>mrkdwn whose outside parts are escaped already, cut to <paramref name="limit"/>.</summary>
    public static TextObject Marked(string text, int limit) => new("mrkdwn", NotEmpty(Mrkdwn.CutEscaped(text, limit)));

    private static string NotEmpty(string text) => text.Length == 0 ? "–" : text;
}

internal sealed record Button(string ActionId, TextObject Text)
{
    /// <summary>Slack takes 75; about 30 are shown.</summary>
    public const int MaxText = 75;

    public string Type { get; init; } = "button";
    public string? Value { get; init; }

    /// <summary>Opens this address; the click is sent all the same.</summary>
    public string? Url { get; init; }

    public string? Style { get; init; }
    public string? AccessibilityLabel { get; init; }
    public Confirm? Confirm { get; init; }

    public static Button Of(string label, string actionId, string? value) => new(actionId, TextObject.Plain(label, MaxText)) { Value = value };
}

internal sealed record Confirm(TextObject Title, TextObject Text, [property: JsonPropertyName("confirm")] TextObject Yes, TextObject Deny);

/// <summary>A message: <paramref name="Text"/> is complete alone, for notifications and screen readers.</summary>
internal sealed record Message(string Text, IReadOnlyList<Block> Blocks)
{
    public const int MaxText = 4000;
    public const int MaxBlocks = 50;
}

/// <summary>Travels with a message, readable by every app of the workspace: an id to find it by, never a figure.</summary>
internal sealed record MessageMetadata(string EventType, DeliveryId EventPayload)
{
    public const string Delivery = "revenuebot_delivery";

    public static MessageMetadata Of(string deliveryId) => new(Delivery, new(deliveryId));
}

[method: JsonConstructor]
internal sealed record DeliveryId([property: JsonPropertyName("delivery_id")] string Id);

/// <summary>The page of one person in the app's Home.</summary>
internal sealed record HomeTab(IReadOnlyList<Block> Blocks)
{
    public const int MaxBlocks = 100;

    public string Type { get; init; } = "home";

    public string CallbackId { get; init; } = "home";
}

/// <summary>A form on top of the conversation.</summary>
internal sealed record ModalView(string CallbackId, TextObject Title, TextObject Close, IReadOnlyList<Block> Blocks)
{
    public const int MaxTitle = 24;

    public string Type { get; init; } = "modal";

    /// <summary>Needed where there is something to fill in.</summary>
    public TextObject? Submit { get; init; }

    /// <summary>Comes back with what was filled in; nobody else sees or changes it.</summary>
    public string? PrivateMetadata { get; init; }
}
