using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports;

/// <summary>
/// How much of a report is shown where a surface takes only so much. It loses rows of tables first, then the ends of long lists, columns,
/// pictures, text, and at last whole parts of the details from the end, which are named.
/// </summary>
/// <param name="Items">Of every list: sentences, figures, items, quotes.</param>
/// <param name="Words">Characters of a sentence.</param>
/// <param name="Sections">Parts of the details.</param>
/// <param name="Grids">Tables with columns, where those cost more room than a line a row.</param>
internal sealed record DigestRoom(int Rows, int Items, int Words, int Sections, int Grids = 100, bool HasPictures = true)
{
    private const int FewestRows = 8;
    private const int FewestItems = 6;

    public static DigestRoom All { get; } = new(Rows: 60, Items: 40, Words: 1_000, Sections: 20);

    /// <summary>The fullest form that a surface takes; the least there is, where it takes none.</summary>
    public static T Fit<T>(Func<DigestRoom, T> render, Func<T, bool> fits)
    {
        for (var room = All; ; room = room.Less()!)
            if (render(room) is var rendered && (fits(rendered) || room.Less() is null)) return rendered;
    }

    public string Cut(string text) => PlainText.Cut(PlainText.Printable(text), Words);

    /// <summary>The parts for which there is no room.</summary>
    public IReadOnlyList<DigestSection> LeftOut(Digest digest) => [.. digest.Sections.Skip(Sections)];

    private DigestRoom? Less() => this switch
    {
        { Rows: > FewestRows } => this with { Rows = Math.Max(FewestRows, Rows / 2) },
        { Items: > FewestItems } => this with { Items = Math.Max(FewestItems, Items / 2) },
        { Grids: > 0 } => this with { Grids = Grids > 2 ? 2 : Grids - 1 },
        { HasPictures: true } => this with { HasPictures = false },
        { Words: > 250 } => this with { Words = Words / 2 },
        { Sections: > 6 } => this with { Sections = Sections / 2 },
        { Sections: > 0 } => this with { Sections = Sections - 1 },
        { Words: > 60 } => this with { Words = Words / 2 },
        { Items: > 1 } => this with { Items = Items / 2 },
        _ => null,
    };
}
