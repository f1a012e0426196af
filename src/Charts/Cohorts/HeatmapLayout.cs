using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>Where rows, columns and the key stand.</summary>
internal sealed record HeatmapLayout(Page Page, CohortTable Table, double Left, bool KeyInCorner)
{
    private const int MostRows = 12, MostWide = 12, MostSlim = 8;
    public const double Top = 172, RowHeight = 36.4, SizeGap = 24;

    /// <summary>Rows that leave room for a key below them where the lower right corner is taken.</summary>
    private const int RowsAboveKey = 10;

    /// <summary>The first row and column of the corner that the key takes.</summary>
    private const int CornerRow = 8, CornerColumn = 7;

    private const double LeastLeft = 290;

    public const string RowHead = "Cohort";

    private int MostColumns => Page.IsSlim ? MostSlim : MostWide;

    public double CellWidth => (Page.Right - Left) / MostColumns;

    /// <summary>Columns that hold a value.</summary>
    public int Columns => Math.Min(MostColumns, Table.Rows.Max(r => r.Kept.Count));

    /// <summary>Right edge of the size column.</summary>
    public double SizeRight => Left - SizeGap;

    /// <summary>The rows that are drawn: the newest 12, or as many as leave room for the key.</summary>
    public static CohortTable Shown(CohortTable table)
    {
        var newest = table.Newest(MostRows);
        return newest.Rows.Count <= RowsAboveKey || CornerIsFree(newest) ? newest : table.Newest(RowsAboveKey);
    }

    public static HeatmapLayout Of(CohortTable shown, Page page)
    {
        var months = shown.Rows.Max(r => Fonts.Width(Days.MonthYear(r.Month), page.SmallText));
        var sizes = shown.Rows.Max(r => Fonts.Width(shown.Size(r), page.Small));
        if (page.IsSlim) return new HeatmapLayout(page, shown, page.Margin + months * Fit.Spare + SizeGap / 2, KeyInCorner: false); // the table has the sizes
        var head = Fonts.Width(RowHead, page.Small) + Fonts.Width(SizeHead(shown), page.Small);
        var left = page.Margin + Math.Max(months + sizes, head) * Fit.Spare + 2 * SizeGap;
        if (!page.IsFramed) return new HeatmapLayout(page, shown, left, KeyInCorner: false);
        return new HeatmapLayout(page, shown, Math.Max(LeastLeft, left), CornerIsFree(shown));
    }

    public static string SizeHead(CohortTable table) => table.Kind == RetentionKind.Customers ? "Customers" : "MRR";

    /// <summary>The room of one cell, gaps included.</summary>
    public Box Cell(int row, int column)
    {
        var (x, y) = (Left + CellWidth * column, RowTop(row));
        return new Box(x, y, x + CellWidth, y + RowHeight);
    }

    public static double RowTop(int row) => Top + RowHeight * row;

    /// <summary>Upper left corner of the key.</summary>
    public Point Key => KeyInCorner
        ? new(Page.Right - 334, RowTop(CornerRow) + 8)
        : new(Page.Margin, RowTop(Table.Rows.Count) + 20);

    private static bool CornerIsFree(CohortTable table) =>
        table.Rows.Count > CornerRow && table.Rows.Skip(CornerRow).All(r => r.Kept.Count <= CornerColumn);
}
