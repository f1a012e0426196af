using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>One drawn page.</summary>
/// <param name="Bookmark">Null for a page that continues the one before.</param>
public sealed record PrintedPage(string? Bookmark, string Svg);

/// <summary>Lays a document out. Pure: the same document gives the same pages.</summary>
public static class Composition
{
    private const string FontFamily = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

    /// <summary>Every page as an SVG document of A4 landscape, in reading order.</summary>
    public static IReadOnlyList<PrintedPage> Pages(PrintDocument document)
    {
        var pages = document.Pages.SelectMany(page => Flow.Pages(page.Rows, Sheet.LeastRoom).Select((drawings, i) => (page, drawings, IsFirst: i == 0))).ToList();
        return [.. pages.Select((page, i) => new PrintedPage(page.IsFirst ? SafeText.Readable(page.page.Bookmark) : null, Draw(document, page, i + 1, pages.Count)))];
    }

    private static string Draw(PrintDocument document, (PrintPage Page, IReadOnlyList<Action<Canvas, Point>> Drawings, bool IsFirst) page, int number, int count)
    {
        var canvas = new Canvas($"p{number}", Sheet.Theme.Surface);
        var top = Sheet.Head(canvas, document.Title, page.IsFirst ? page.Page.Title : $"{page.Page.Title} (continued)");
        foreach (var draw in page.Drawings) draw(canvas, new(Sheet.Margin, top));
        Sheet.Foot(canvas, document.Footer, number, count);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Sheet.Width}\" height=\"{Sheet.Height}\" viewBox=\"0 0 {Sheet.Width} {Sheet.Height}\" font-family=\"{FontFamily}\">\n{canvas.Content}</svg>\n";
    }
}
