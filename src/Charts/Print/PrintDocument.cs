namespace RevenueBot.Charts.Print;

/// <summary>A document to print and to keep: pages with a title each. All texts are plain; what cannot be drawn is replaced, what does not fit is wrapped or cut.</summary>
/// <param name="Title">The name of the document, in its metadata and above every page.</param>
/// <param name="Footer">What stands at the foot of every page before "page n of N".</param>
/// <param name="Created">Its date in the metadata: the same input gives the same bytes, so it is not the time of drawing.</param>
public sealed record PrintDocument(string Title, string Footer, DateTimeOffset Created)
{
    public string Author { get; init; } = "RevenueBot";

    /// <summary>The finding of the whole, in the metadata.</summary>
    public string Subject { get; init; } = "";

    public IReadOnlyList<PrintPage> Pages { get; init; } = [];
}

/// <summary>What belongs under one title. What does not fit on one page is continued on the next, under the same title.</summary>
/// <param name="Bookmark">Its name in the outline.</param>
/// <param name="Title">The finding.</param>
/// <param name="Rows">From top to bottom; each as high as its highest column. Pictures get smaller where that brings all onto one page.</param>
public sealed record PrintPage(string Bookmark, string Title, IReadOnlyList<PrintRow> Rows);

/// <summary>Columns side by side.</summary>
public sealed record PrintRow(params IReadOnlyList<PrintColumn> Columns)
{
    /// <summary>Blocks that may stand in any of the columns: each goes where it makes the row least high.</summary>
    public IReadOnlyList<PrintBlock> Floating { get; init; } = [];
}

/// <param name="Share">Its part of the width, against the shares of the other columns.</param>
/// <param name="Blocks">From top to bottom.</param>
public sealed record PrintColumn(double Share, IReadOnlyList<PrintBlock> Blocks);

/// <summary>One thing on a page.</summary>
public abstract record PrintBlock;

/// <summary>How a text of a page looks.</summary>
public enum PrintWeight { Lead, Heading, Body, Small }

/// <summary>A paragraph.</summary>
public sealed record PrintText(string Text, PrintWeight Weight = PrintWeight.Body) : PrintBlock
{
    /// <summary>How many lines there may be; what is left over ends in "…".</summary>
    public int MostLines { get; init; } = int.MaxValue;
}

/// <summary>Large figures with their names and comparisons.</summary>
/// <param name="Columns">How many stand side by side.</param>
public sealed record PrintFigures(IReadOnlyList<PrintFigure> Figures, int Columns = 2) : PrintBlock;

public sealed record PrintFigure(string Label, string Value, string? Comparison);

/// <summary>A table: its first column is a label, the others stand right where they hold figures.</summary>
/// <param name="Columns">Their headings.</param>
public sealed record PrintTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : PrintBlock
{
    public string? Heading { get; init; }

    public string? Note { get; init; }
}

/// <summary>A chart without its own title and footer: the page has them.</summary>
/// <param name="Most">The most height that it may take, as a part of the height of a page.</param>
public sealed record PrintPicture(Chart Chart, double Most = 1) : PrintBlock
{
    /// <summary>What is drawn; null takes what the chart says.</summary>
    public string? Caption { get; init; }
}

/// <summary>Something to decide: a sentence, and what supports it part by part.</summary>
/// <param name="Parts">At the left, with their names.</param>
/// <param name="Foot">Small print.</param>
public sealed record PrintCard(string Title, IReadOnlyList<(string Label, string Text)> Parts, string Foot) : PrintBlock
{
    /// <summary>At the right.</summary>
    public IReadOnlyList<(string Label, string Text)> Beside { get; init; } = [];
}
