using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams.Digests;

/// <summary>Pieces of a report as elements of a card, within the room there is.</summary>
internal sealed record DigestElements(DigestCardSetting Setting, DigestRoom Room, int Year)
{
    private const int MaxPictureAddress = 2_000;

    public string Text(string text) => CardText.Inert(text, Room.Words);

    public RichTextBlock Sentence(string text) => CardParts.Sentence(text, Room.Words);

    public IEnumerable<CardElement> Sentences(IReadOnlyList<string> sentences) => sentences.Take(Room.Items).Select(Sentence);

    public IEnumerable<CardElement> Figures(IReadOnlyList<Figure> figures) => figures.Count == 0 ? [] : [CardParts.Figures(figures, Room.Items)];

    public IEnumerable<CardElement> Note(DigestNote? note) =>
        note is null ? [] : [RichTextBlock.Of(TextRun.Bold(Text(DigestWords.Label(note.Label))), new TextRun($" {Text(note.Text)}")) with { Spacing = "Medium" }];

    public IEnumerable<CardElement> Items(string heading, IReadOnlyList<DigestItem> items, bool areNumbered = false) =>
    [
        .. heading.Length > 0 ? [Heading(heading)] : (CardElement[])[], .. items.Take(Room.Items).Select((item, i) => Item(item, areNumbered ? $"{i + 1}. " : "• ")),
        .. items.Count > Room.Items ? [Sentence($"… {items.Count - Room.Items} more")] : (CardElement[])[],
    ];

    /// <summary>By its address; else drawn by the client. Neither where there is no room.</summary>
    public IEnumerable<CardElement> Picture(DigestChart? chart) => chart is null || !Room.HasPictures ? []
        : AddressOf(chart) is { } address ? [Shown(chart, address)] : NativeCharts.Of(chart.Chart) is { } drawn ? [drawn] : [];

    /// <summary>The details, all of them behind one button.</summary>
    public IReadOnlyList<CardElement> Sections(IReadOnlyList<DigestSection> sections) => [.. sections.Take(Room.Sections).SelectMany(Section)];

    private IEnumerable<CardElement> Section(DigestSection section, int place) =>
    [
        RichTextBlock.Of(TextRun.Bold(Text(section.Title)) with { Size = "Medium" }) with { Spacing = "Medium" }, .. section.Headline is { Length: > 0 } headline ? [Sentence(headline)] : (CardElement[])[], .. Sentences(section.Sentences),
        .. Figures(section.Figures), .. section.Tables.Take(Room.Items).SelectMany((table, i) => Table(table, place + i < Room.Grids)), .. section.Charts.Take(Room.Items).SelectMany(InDetails), .. section.Lists.Where(list => list.Items.Count > 0).Take(Room.Items).SelectMany(list => Items(list.Heading, list.Items)),
        .. section.Quotes.Take(Room.Items).Select(Quote), .. section.Advice.Take(Room.Items).SelectMany(Advice), .. CardParts.Foot([Cut(section.Note)]),
    ];

    /// <param name="isGrid">Else a line a row: a fourth of the room.</param>
    private IEnumerable<CardElement> Table(DigestTable table, bool isGrid) => table.Table.Columns.Count == 0 ? [] :
        [.. table.Heading is { Length: > 0 } heading ? [Heading(heading)] : (CardElement[])[], .. isGrid ? CardTables.Of(table.Table, Room.Rows) : CardTables.Lines(table.Table, Room.Rows), .. CardParts.Foot([Cut(table.Table.Note)])];

    /// <summary>What clients draw themselves is kept to the first screen: it is large, and its figures stand in the tables.</summary>
    private IEnumerable<CardElement> InDetails(DigestChart chart) => Room.HasPictures && AddressOf(chart) is { } address ? [Heading(chart.Caption), Shown(chart, address)] : [];

    private Uri? AddressOf(DigestChart chart) => Setting.Pictures.GetValueOrDefault(chart.Key) is { AbsoluteUri.Length: <= MaxPictureAddress } address ? address : null;

    private static Picture Shown(DigestChart chart, Uri address) => new(address, CardText.Spoken(chart.Chart.AltText, Charts.Chart.AltTextLimit) is { Length: > 0 } words ? words : "–") { Spacing = "Medium" };

    private RichTextBlock Item(DigestItem item, string mark)
    {
        List<TextRun> runs = [new(mark), Linked(item.Finding.TrimEnd('.', ' '), item.Page is { } page ? Setting.Links.Page(page) : null)];
        if (item.Money is { Length: > 0 } money) runs.AddRange([new(", "), TextRun.Bold(Text(money))]);
        runs.Add(new(DigestWords.Detail(item) is { Length: > 0 } detail ? $". {Text(detail)}" : "."));
        return RichTextBlock.Of(runs) with { Spacing = "Small" };
    }

    /// <summary>As it was said, with who, when and where: nothing is added.</summary>
    private RichTextBlock Quote(DigestQuote quote)
    {
        List<TextRun> runs = [new($"• {Text(quote.Text)}"), new($" – {Text(DigestWords.Author(quote, Year))}") { IsSubtle = true }];
        if (DigestWords.Host(quote) is { } host) runs.AddRange([new(", ") { IsSubtle = true }, Linked(host, quote.Source)]);
        return RichTextBlock.Of(runs) with { Spacing = "Small" };
    }

    private IEnumerable<CardElement> Advice(DigestAdvice advice, int index) =>
    [
        RichTextBlock.Of(TextRun.Bold($"{index + 1}. {Text(DigestWords.Lead(advice))}")) with { Spacing = "Medium" },
        .. DigestWords.Parts(advice).Select(part => RichTextBlock.Of(TextRun.Bold(part.Label), new TextRun($" {Text(part.Text)}")) with { Spacing = "None" }), .. CardParts.Foot([Cut(DigestWords.Rule(advice))]),
    ];

    private TextRun Linked(string text, Uri? address) => new(Text(text)) { SelectAction = address is { Scheme: "https", AbsoluteUri.Length: <= MaxPictureAddress } ? new PageButton("Open", new Uri(address.AbsoluteUri)) : null };

    private string? Cut(string? note) => note is null ? null : Room.Cut(note);

    private RichTextBlock Heading(string text) => RichTextBlock.Of(TextRun.Bold(Text(text))) with { Spacing = "Medium" };
}
