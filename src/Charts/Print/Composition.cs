using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>One drawn page.</summary>
/// <param name="Bookmark">Null for a page that continues the one before.</param>
public sealed record PrintedPage(string? Bookmark, string Svg);

/// <summary>Lays a document out. Pure: the same document gives the same pages.</summary>
public static class Composition
{
    private static readonly double[] Scales = [0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.35];

    private const string FontFamily = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

    /// <summary>Every page as an SVG document of A4 landscape, in reading order.</summary>
    public static IReadOnlyList<PrintedPage> Pages(PrintDocument document)
    {
        var pages = document.Pages.SelectMany(page => Fitted(page).Select((drawings, i) => (page, drawings, IsFirst: i == 0))).ToList();
        return [.. pages.Select((page, i) => new PrintedPage(page.IsFirst ? SafeText.Readable(page.page.Bookmark) : null, Draw(document, page, i + 1, pages.Count)))];
    }

    /// <summary>With the largest pictures that bring all onto one page; where none do, with full ones.</summary>
    private static IReadOnlyList<IReadOnlyList<Action<Canvas, Point>>> Fitted(PrintPage page)
    {
        var rooms = (Sheet.Bottom - Sheet.Top(page.Title), Sheet.Bottom - Sheet.Top(page.Title + Sheet.Continued));
        var whole = Flow.Pages(page.Rows, rooms);
        foreach (var scale in whole.Count == 1 ? [] : Scales)
            if (Flow.Pages([.. page.Rows.Select(row => Scaled(row, scale))], rooms) is [_] fitted) return fitted;
        return whole;
    }

    private static PrintRow Scaled(PrintRow row, double by) => row with { Columns = [.. row.Columns.Select(column => column with { Blocks = [.. column.Blocks.Select(block => Scaled(block, by))] })], Floating = [.. row.Floating.Select(block => Scaled(block, by))] };

    private static PrintBlock Scaled(PrintBlock block, double by) => block is PrintPicture picture ? picture with { Most = picture.Most * by } : block;

    private static string Draw(PrintDocument document, (PrintPage Page, IReadOnlyList<Action<Canvas, Point>> Drawings, bool IsFirst) page, int number, int count)
    {
        var canvas = new Canvas($"p{number}", Sheet.Theme.Surface);
        var title = page.IsFirst ? page.Page.Title : page.Page.Title + Sheet.Continued;
        Sheet.Head(canvas, document.Title, title);
        foreach (var draw in page.Drawings) draw(canvas, new(Sheet.Margin, Sheet.Top(title)));
        Sheet.Foot(canvas, document.Footer, number, count);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Sheet.Width}\" height=\"{Sheet.Height}\" viewBox=\"0 0 {Sheet.Width} {Sheet.Height}\" font-family=\"{FontFamily}\">\n{canvas.Content}</svg>\n";
    }
}
