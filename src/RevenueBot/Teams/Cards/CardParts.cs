using RevenueBot.Questions;

namespace RevenueBot.Teams.Cards;

/// <summary>The pieces of the skeleton that every card has: finding, sentences, figures, foot.</summary>
internal static class CardParts
{
    private const int MaxFinding = 400;
    private const int MaxFigures = 6;
    private const int MaxFigure = 100;
    private const int MaxFoot = 300;
    private const int MaxSpoken = 1_200;
    private const int MaxSummary = 250;

    /// <param name="text">Everything, for who cannot see the card.</param>
    /// <param name="summary">What a notification says.</param>
    public static CardMessage Message(string text, string summary, IReadOnlyList<CardElement> body, IReadOnlyList<CardButton> buttons, bool isWide = false, IReadOnlyList<CardMention>? mentions = null)
    {
        AdaptiveCard card = new(body, CardText.Spoken(text, MaxSpoken))
        {
            Actions = buttons.Count > 0 ? [.. buttons.Take(AdaptiveCard.MostActions)] : null,
            Teams = isWide || mentions is { Count: > 0 } ? new(isWide ? "Full" : null, mentions is { Count: > 0 } ? mentions : null) : null,
        };
        return new(CardText.Spoken(summary, MaxSummary), card);
    }

    public static RichTextBlock Finding(string text) => RichTextBlock.Of(TextRun.Bold(CardText.Inert(text, MaxFinding)) with { Size = "Medium" });

    public static RichTextBlock Sentence(string text, int limit) => RichTextBlock.Of(new TextRun(CardText.Inert(text, limit))) with { Spacing = "Small" };

    /// <summary>Label, value, comparison: a table, because a set of facts would read Markdown in the names of plans.</summary>
    public static Table Figures(IReadOnlyList<Figure> figures, int most = MaxFigures) => new([new(2), new(3)], [.. figures.Take(most).Select(Row)]) { Spacing = "Medium" };

    /// <summary>Small print, a line each.</summary>
    public static IEnumerable<RichTextBlock> Foot(IEnumerable<string?> lines) => lines.Where(line => !string.IsNullOrEmpty(line))
        .Select((line, i) => RichTextBlock.Of(new TextRun(CardText.Inert(line!, MaxFoot)) { Size = "Small", IsSubtle = true }) with { Spacing = i == 0 ? "Medium" : "None" });

    private static TableRow Row(Figure figure)
    {
        List<TextRun> value = [new(CardText.Inert(figure.Value, MaxFigure))];
        if (figure.Comparison is { Length: > 0 } comparison) value.Add(new($", {CardText.Inert(comparison, MaxFigure)}") { IsSubtle = true });
        return new([TableCell.Of(null, TextRun.Bold(CardText.Inert(figure.Label, MaxFigure))), TableCell.Of(null, value)]);
    }
}
