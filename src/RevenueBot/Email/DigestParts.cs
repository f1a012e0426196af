using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;

namespace RevenueBot.Email;

/// <summary>A report as pieces, for mails and for terminals: finding, target, what needs somebody, figures, chart, details, restatements.</summary>
/// <param name="Links">The dashboard, where a page of it can be reached.</param>
internal sealed record DigestParts(Digest Digest, AlertLinks Links, DigestRoom Room)
{
    private const int MaxTitle = 150;

    public IEnumerable<MailPart> All() => [.. First(), .. Figures(Digest.Figures, $"Figures for {DigestWords.Span(Digest)}"), .. Picture(Digest.Chart, isTop: true), .. Digest.Sections.Take(Room.Sections).SelectMany(Section), .. LeftOut()];

    /// <summary>Below everything that is read first: what was told otherwise before, and what it is all made of.</summary>
    public IEnumerable<MailPart> Last() =>
        [.. Digest.Restated.Take(Room.Items).Select((line, i) => new MailPart.Small(Room.Cut(line), i == 0 ? DigestWords.Restated : "")), .. Digest.ItemsNote is { } note ? [new MailPart.Small(Room.Cut(note.Text))] : (MailPart[])[], new MailPart.Small(Room.Cut(Digest.Footer))];

    private IEnumerable<MailPart> First() =>
    [
        .. Digest.Notice is { Length: > 0 } notice ? [new MailPart.Paragraph(Room.Cut(notice))] : (MailPart[])[], new MailPart.Finding(Room.Cut(Digest.Headline)), .. Sentences(Digest.Sentences), .. Note(Digest.Target),
        .. Attention(), .. Note(Digest.Decision),
    ];

    private IEnumerable<MailPart> Attention() => Digest switch
    {
        { Items.Count: > 0 } => [new MailPart.Heading(DigestWords.NeedsAttention), .. Digest.Items.Take(Room.Items).Select((item, i) => Item(item, i + 1))],
        { NothingUrgent: { Length: > 0 } nothing } => [new MailPart.Heading(DigestWords.NeedsAttention), new MailPart.Paragraph(Room.Cut(nothing))],
        _ => [],
    };

    private IEnumerable<MailPart> Section(DigestSection section) =>
    [
        new MailPart.Heading(Title(section.Title)), .. section.Headline is { Length: > 0 } headline ? [new MailPart.Paragraph(Room.Cut(headline))] : (MailPart[])[], .. Sentences(section.Sentences),
        .. Figures(section.Figures), .. section.Tables.Take(Room.Items).SelectMany(Table), .. section.Charts.Take(Room.Items).SelectMany(chart => Picture(chart, isTop: false)), .. section.Lists.Take(Room.Items).SelectMany(List),
        .. section.Quotes.Take(Room.Items).Select(Quote), .. section.Advice.Take(Room.Items).Select(Case), .. section.Note is { Length: > 0 } note ? [new MailPart.Small(Room.Cut(note))] : (MailPart[])[],
    ];

    private IEnumerable<MailPart> Sentences(IReadOnlyList<string> sentences) => sentences.Take(Room.Items).Select(sentence => new MailPart.Paragraph(Room.Cut(sentence)));

    private IEnumerable<MailPart> Note(DigestNote? note) => note is null ? [] : [new MailPart.Note(Room.Cut(DigestWords.Label(note.Label)), Room.Cut(note.Text), note.Reached)];

    private IEnumerable<MailPart> Figures(IReadOnlyList<Figure> figures, string? heading = null) =>
        figures.Count == 0 ? [] : [.. heading is null ? (MailPart[])[] : [new MailPart.Heading(Title(heading))], new MailPart.Figures([.. figures.Take(Room.Items)])];

    private IEnumerable<MailPart> Table(DigestTable table) => table.Table.Columns.Count == 0 ? [] :
        [.. Subheading(table.Heading), new MailPart.Grid(table.Table, Room.Rows), .. table.Table.Note is { Length: > 0 } note ? [new MailPart.Small(Room.Cut(note))] : (MailPart[])[]];

    private IEnumerable<MailPart> Picture(DigestChart? chart, bool isTop) => chart is null || !Room.HasPictures ? [] :
        [isTop ? new MailPart.Heading(Title(chart.Caption)) : new MailPart.Subheading(Title(chart.Caption)), new MailPart.Picture(new(DigestMail.ContentId(chart), chart.Chart))];

    private IEnumerable<MailPart> List(DigestList list) => list.Items.Count == 0 ? [] :
        [.. Subheading(list.Heading), .. list.Items.Take(Room.Items).Select(item => Item(item, null)), .. list.Items.Count > Room.Items ? [new MailPart.Small($"… {list.Items.Count - Room.Items} more")] : (MailPart[])[]];

    private IEnumerable<MailPart> Subheading(string? heading) => heading is { Length: > 0 } ? [new MailPart.Subheading(Title(heading))] : [];

    private MailPart.Item Item(DigestItem item, int? number) => new(number, Room.Cut(DigestWords.Lead(item)), Room.Cut(DigestWords.Detail(item)), item.Page is { } page ? Links.Page(page) : null);

    private MailPart.Quote Quote(DigestQuote quote) => new(Room.Cut(quote.Text), Room.Cut(DigestWords.Author(quote, Digest.Period.Last.Year)), DigestWords.Host(quote) is null ? null : quote.Source);

    private MailPart.Case Case(DigestAdvice advice, int index) =>
        new($"{index + 1}. {Room.Cut(DigestWords.Lead(advice))}", [.. DigestWords.Parts(advice).Select(part => (part.Label, Room.Cut(part.Text)))], Room.Cut(DigestWords.Rule(advice)));

    private IEnumerable<MailPart> LeftOut() => Room.LeftOut(Digest) is { Count: > 0 } left ? [new MailPart.Small(Room.Cut($"Not shown here, for want of room: {string.Join(", ", left.Select(section => section.Title))}."))] : [];

    private string Title(string text) => PlainText.Cut(Room.Cut(text), MaxTitle);
}
