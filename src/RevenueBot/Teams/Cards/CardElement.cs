using System.Text.Json.Serialization;

namespace RevenueBot.Teams.Cards;

/// <summary>Elements of Adaptive Cards 1.5, as far as this bot uses them (https://adaptivecards.io/explorer).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(MarkedText), "TextBlock")]
[JsonDerivedType(typeof(Table), "Table")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(Picture), "Image")]
[JsonDerivedType(typeof(LineChart), "Chart.Line")]
[JsonDerivedType(typeof(BarChart), "Chart.VerticalBar.Grouped")]
[JsonDerivedType(typeof(ChoiceInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(DayInput), "Input.Date")]
[JsonDerivedType(typeof(WordsInput), "Input.Text")]
internal abstract record CardElement
{
    /// <summary><c>None</c>, <c>Small</c> or <c>Medium</c>; null as clients usually do.</summary>
    public string? Spacing { get; init; }
}

/// <summary>Text that no client reads as markup: the only place for what others typed.</summary>
internal sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement
{
    public string? HorizontalAlignment { get; init; }

    public static RichTextBlock Of(params IReadOnlyList<TextRun> runs) => new(runs);
}

internal sealed record TextRun(string Text)
{
    public string Type { get; } = "TextRun";
    public string? Weight { get; init; }
    public string? Size { get; init; }
    public bool? IsSubtle { get; init; }

    /// <summary>A click opens it.</summary>
    public CardButton? SelectAction { get; init; }

    public static TextRun Bold(string text) => new(text) { Weight = "Bolder" };
}

/// <summary>Our own words with marks, and mentions, which work nowhere else (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format).</summary>
internal sealed record MarkedText(string Text) : CardElement
{
    public bool Wrap { get; } = true;
}

/// <summary>Elements that are shown and hidden together.</summary>
internal sealed record Container(string Id, IReadOnlyList<CardElement> Items) : CardElement
{
    public bool IsVisible { get; init; } = true;
}

internal sealed record Picture(Uri Url, string AltText) : CardElement
{
    public string Size { get; } = "Stretch";

    /// <summary>A click shows it in full.</summary>
    [JsonPropertyName("msteams")]
    public PictureInTeams Teams { get; init; } = new(AllowExpand: true);
}

internal sealed record PictureInTeams(bool AllowExpand);

internal abstract record NativeChart(string Title, IReadOnlyList<ChartSeries> Data) : CardElement
{
    [JsonPropertyName("xAxisTitle")]
    public string? XAxisTitle { get; init; }

    [JsonPropertyName("yAxisTitle")]
    public string? YAxisTitle { get; init; }

    /// <summary>For clients that cannot draw.</summary>
    public CardElement? Fallback { get; init; }
}

internal sealed record LineChart(string Title, IReadOnlyList<ChartSeries> Data) : NativeChart(Title, Data);

internal sealed record BarChart(string Title, IReadOnlyList<ChartSeries> Data) : NativeChart(Title, Data);

internal sealed record ChartSeries(string Legend, IReadOnlyList<ChartValue> Values)
{
    public string Color { get; } = "categoricalBlue";
}

internal sealed record ChartValue(string X, decimal Y);
