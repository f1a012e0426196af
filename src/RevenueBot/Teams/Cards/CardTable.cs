namespace RevenueBot.Teams.Cards;

/// <summary>A table: labels left, figures right.</summary>
internal sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows) : CardElement
{
    public bool FirstRowAsHeader { get; init; }

    /// <summary>The same as Microsoft's own renderer spells it; both are taken for true where they are missing.</summary>
    public bool FirstRowAsHeaders => FirstRowAsHeader;

    public bool ShowGridLines { get; }
}

internal sealed record TableColumn(int Width);

internal sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    public string Type { get; } = "TableRow";
}

internal sealed record TableCell(IReadOnlyList<CardElement> Items)
{
    public string Type { get; } = "TableCell";

    public static TableCell Of(string? alignment, params IReadOnlyList<TextRun> runs) => new([new RichTextBlock(runs) { HorizontalAlignment = alignment }]);
}
