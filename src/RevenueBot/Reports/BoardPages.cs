using RevenueBot.Charts.Print;
using RevenueBot.Questions;

namespace RevenueBot.Reports;

/// <summary>Which parts of a report stand where on its pages. Pure; nothing is computed.</summary>
internal static class BoardPages
{
    private const double Picture = 0.58, Half = 0.5;
    private const int MostInARow = 6;

    public static PrintDocument Of(Digest digest) => new(digest.Title, digest.Footer, digest.DataThrough ?? new DateTimeOffset(digest.Period.Last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))
    {
        Subject = digest.Headline,
        Pages = [First(digest), .. digest.Sections.Select(Of)],
    };

    /// <summary>The whole on one page: the figures, what happened, why, and what is asked for.</summary>
    private static PrintPage First(Digest digest) => new("Summary", digest.Headline.TrimEnd('.'),
    [
        .. Row(Text(digest.Notice, PrintWeight.Lead)),
        .. Row(Figures(digest.Figures)),
        .. Beside(
            digest.Chart is { } chart ? [Drawn(chart, Picture)] : [],
            [.. Paragraphs(digest.Sentences), .. Note(digest.Target), .. Note(digest.Decision), .. digest.Restated.Count == 0 ? [] : (PrintBlock[])[new PrintText("Restated", PrintWeight.Heading), .. Paragraphs(digest.Restated)]],
            []),
        .. Row(Items("What needs somebody", digest.Items)),
        .. Row(Text(digest.ItemsNote?.Text, PrintWeight.Small)),
        .. Findings([.. digest.Sections.SkipLast(1).Select(section => section.Headline).OfType<string>()]),
        .. Row(Text(digest.NothingUrgent, PrintWeight.Body)),
    ]);

    /// <summary>What the other pages find, in two columns; the last one says how figures are made.</summary>
    private static IEnumerable<PrintRow> Findings(IReadOnlyList<string> findings) => findings.Count < 2 ? [] :
    [
        .. Row([new PrintText("On the next pages", PrintWeight.Heading)]),
        new PrintRow([.. findings.Chunk((findings.Count + 1) / 2).Select(half => new PrintColumn(1, [.. half.Select(finding => new PrintText(finding, PrintWeight.Small) { MostLines = 2 })]))]),
    ];

    /// <summary>Figures on top, pictures at the left, sentences at the right, tables wherever there is room; lists as wide as the page.</summary>
    private static PrintPage Of(DigestSection section) => new(section.Title, section.Headline ?? section.Title,
    [
        .. Row(Figures(section.Figures)),
        .. section.Advice.Count > 0
            ? [.. Row(Paragraphs(section.Sentences)), .. section.Advice.SelectMany((advice, i) => Row([Card(advice, i + 1)])), .. section.Tables.SelectMany(table => Row([Table(table)]))]
            : Beside([.. section.Charts.Select(chart => Drawn(chart, section.Charts.Count == 1 ? Picture : Half))], Paragraphs(section.Sentences), [.. section.Tables.Select(Table)], section.Layout == DigestLayout.Wide ? 2 : 1.5),
        .. section.Lists.SelectMany(list => Row(Items(list.Heading, list.Items))),
        .. section.Quotes.SelectMany(quote => Row([new PrintText($"“{quote.Text}”"), new PrintText($"{quote.Author}, {Questions.Wording.Days.WithYear(quote.Day)}{(quote.Source is { } source ? $" · {source}" : "")}", PrintWeight.Small)])),
        .. Row(Text(section.Note, PrintWeight.Small)),
    ]);

    /// <summary>Without pictures two columns of the same width.</summary>
    private static IEnumerable<PrintRow> Beside(IReadOnlyList<PrintBlock> pictures, IReadOnlyList<PrintBlock> words, IReadOnlyList<PrintTable> tables, double wide = 1.5) => (pictures.Count, words.Count, tables.Count) switch
    {
        (0, 0, 0) => [],
        (0, _, <= 1) => Row([.. words, .. tables]),
        (0, _, _) => [.. Row(words), new PrintRow(new PrintColumn(1, []), new PrintColumn(1, [])) { Floating = [.. tables] }],
        _ => [new PrintRow(new PrintColumn(wide, pictures), new PrintColumn(1, words)) { Floating = [.. tables] }],
    };

    private static IEnumerable<PrintRow> Row(IReadOnlyList<PrintBlock> blocks) => blocks.Count == 0 ? [] : [new PrintRow(new PrintColumn(1, blocks))];

    private static IReadOnlyList<PrintBlock> Figures(IReadOnlyList<Figure> figures) =>
        figures.Count == 0 ? [] : [new PrintFigures([.. figures.Select(figure => new PrintFigure(figure.Label, figure.Value, figure.Comparison))], Math.Clamp(figures.Count, 4, MostInARow))];

    private static IReadOnlyList<PrintBlock> Paragraphs(IReadOnlyList<string> sentences) => [.. sentences.Select(sentence => new PrintText(sentence))];

    private static IReadOnlyList<PrintBlock> Text(string? text, PrintWeight weight) => text is null ? [] : [new PrintText(text, weight)];

    private static IReadOnlyList<PrintBlock> Note(DigestNote? note) => note is null ? [] : [new PrintText(note.Label, PrintWeight.Heading), new PrintText(note.Text)];

    private static IReadOnlyList<PrintBlock> Items(string heading, IReadOnlyList<DigestItem> items) => items.Count == 0 ? [] :
        [new PrintTable(["What", "Money", "Why", "Do next", "Owner"], [.. items.Select(item => (IReadOnlyList<string>)[item.Finding, item.Money ?? "–", item.Evidence ?? "", item.Do ?? "", item.Owner ?? ""])]) { Heading = heading }];

    private static PrintTable Table(DigestTable table) => new(table.Table.Columns, table.Table.Rows) { Heading = table.Heading, Note = table.Table.Note };

    private static PrintPicture Drawn(DigestChart chart, double most) => new(chart.Chart, most);

    private static PrintCard Card(DigestAdvice advice, int number) => new(
        $"{number}. {advice.Do}", [("Evidence", advice.Evidence), ("Money", advice.Money)], $"Rule {advice.Rule}")
    {
        Beside = [("Owner", advice.Owner), ("Next step", advice.NextStep), ("Doubt", advice.Doubt)],
    };
}
