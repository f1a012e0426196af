using RevenueBot.Charts.Print;
using RevenueBot.Questions;

namespace RevenueBot.Reports;

/// <summary>Which parts of a report stand where on its pages. Pure; nothing is computed.</summary>
internal static class BoardPages
{
    private const double Half = 0.5;

    public static PrintDocument Of(Digest digest) => new(digest.Title, digest.Footer, digest.DataThrough ?? new DateTimeOffset(digest.Period.Last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))
    {
        Subject = digest.Headline,
        Pages = [First(digest), .. digest.Sections.Select(Of)],
    };

    /// <summary>The whole on one page: what happened, the figures, why, and what is asked for.</summary>
    private static PrintPage First(Digest digest) => new("Summary", digest.Headline,
    [
        .. Row(Text(digest.Notice, PrintWeight.Lead)),
        new PrintRow(
            new PrintColumn(1, [.. Figures(digest.Figures, 2), .. Note(digest.Target)]),
            new PrintColumn(1, [.. Paragraphs(digest.Sentences), .. Note(digest.Decision)])),
        .. Row(digest.Chart is { } chart ? [Picture(chart, 0.55)] : []),
        .. Row(Items("What needs somebody", digest.Items)),
        .. Row([.. Text(digest.NothingUrgent, PrintWeight.Body)]),
        .. digest.Restated.Count == 0 ? [] : Row([new PrintText("Restated", PrintWeight.Heading), .. Paragraphs(digest.Restated)]),
    ]);

    private static PrintPage Of(DigestSection section) => new(section.Title, section.Headline ?? section.Title,
    [
        .. section.Charts.Count switch
        {
            0 => WithoutPicture(section),
            1 when section.Layout == DigestLayout.Wide => Wide(section),
            _ => BesideIts(section),
        },
        .. section.Advice.Select((advice, i) => new PrintRow(new PrintColumn(1, [Card(advice, i + 1)]))),
        .. section.Advice.Count == 0 ? [] : Beside([.. section.Tables.Select(Table)]),
        .. section.Lists.SelectMany(list => Row(Items(list.Heading, list.Items))),
        .. section.Quotes.SelectMany(quote => Row([new PrintText($"“{quote.Text}”"), new PrintText($"{quote.Author}, {Questions.Wording.Days.WithYear(quote.Day)}{(quote.Source is { } source ? $" · {source}" : "")}", PrintWeight.Small)])),
        .. Row(Text(section.Note, PrintWeight.Small)),
    ]);

    /// <summary>Figures side by side, sentences below, then tables in pairs.</summary>
    private static IEnumerable<PrintRow> WithoutPicture(DigestSection section) =>
    [
        .. Row(Figures(section.Figures, Math.Max(4, section.Figures.Count))),
        .. Row(Paragraphs(section.Sentences)),
        .. section.Advice.Count > 0 ? [] : Beside([.. section.Tables.Select(Table)]),
    ];

    /// <summary>The picture as wide as the page, and what it says below it.</summary>
    private static IEnumerable<PrintRow> Wide(DigestSection section) =>
    [
        .. Row([Picture(section.Charts[0], 0.62)]),
        new PrintRow(new PrintColumn(1, [.. section.Tables.Select(Table)]), new PrintColumn(1, [.. Figures(section.Figures, 2), .. Paragraphs(section.Sentences)])),
    ];

    /// <summary>Pictures at the left, figures and sentences beside them, tables below.</summary>
    private static IEnumerable<PrintRow> BesideIts(DigestSection section)
    {
        var most = section.Charts.Count == 1 ? 0.72 : Half;
        var narrow = section.Tables.Where(table => table.Table.Columns.Count <= 5 && table.Table.Rows.Count <= 9).Take(1).ToList();
        return
        [
            new PrintRow(
                new PrintColumn(1.5, [.. section.Charts.Select(chart => Picture(chart, most))]),
                new PrintColumn(1, [.. Figures(section.Figures, 2), .. Paragraphs(section.Sentences), .. narrow.Select(Table)])),
            .. Beside([.. section.Tables.Except(narrow).Select(Table)]),
        ];
    }

    private static IEnumerable<PrintRow> Row(IReadOnlyList<PrintBlock> blocks) => blocks.Count == 0 ? [] : [new PrintRow(new PrintColumn(1, blocks))];

    private static IEnumerable<PrintRow> Beside(IReadOnlyList<PrintTable> tables) =>
        tables.Count == 1 ? Row([tables[0]]) : tables.Chunk(2).Select(pair => new PrintRow([.. pair.Select(table => new PrintColumn(1, [table]))]));

    private static IReadOnlyList<PrintBlock> Figures(IReadOnlyList<Figure> figures, int columns) =>
        figures.Count == 0 ? [] : [new PrintFigures([.. figures.Select(figure => new PrintFigure(figure.Label, figure.Value, figure.Comparison))], columns)];

    private static IReadOnlyList<PrintBlock> Paragraphs(IReadOnlyList<string> sentences) => [.. sentences.Select(sentence => new PrintText(sentence))];

    private static IReadOnlyList<PrintBlock> Text(string? text, PrintWeight weight) => text is null ? [] : [new PrintText(text, weight)];

    private static IReadOnlyList<PrintBlock> Note(DigestNote? note) => note is null ? [] : [new PrintText(note.Label, PrintWeight.Heading), new PrintText(note.Text)];

    private static IReadOnlyList<PrintBlock> Items(string heading, IReadOnlyList<DigestItem> items) => items.Count == 0 ? [] :
        [new PrintTable(["What", "Money", "Why", "Do next", "Owner"], [.. items.Select(item => (IReadOnlyList<string>)[item.Finding, item.Money ?? "–", item.Evidence ?? "", item.Do ?? "", item.Owner ?? ""])]) { Heading = heading }];

    private static PrintTable Table(DigestTable table) => new(table.Table.Columns, table.Table.Rows) { Heading = table.Heading, Note = table.Table.Note };

    private static PrintPicture Picture(DigestChart chart, double most) => new(chart.Chart, most);

    private static PrintCard Card(DigestAdvice advice, int number) => new(
        $"{number}. {advice.Do}",
        [("Owner", advice.Owner), ("Evidence", advice.Evidence), ("Money", advice.Money), ("Next step", advice.NextStep), ("Doubt", advice.Doubt)],
        $"Rule {advice.Rule}");
}
