using RevenueBot.Charts.Pdf;
using RevenueBot.Charts.Print;

namespace RevenueBot.Charts;

/// <summary>Turns a document into a PDF with real text, bookmarks, vector charts and embedded fonts.</summary>
public static class PrintedPdf
{
    /// <summary>Lays the document out and writes it. The same document gives the same bytes in every thread and process.</summary>
    /// <exception cref="ChartRenderException">librsvg is not installed, or a page cannot be drawn.</exception>
    public static byte[] Of(PrintDocument document)
    {
        var pages = Composition.Pages(document);
        return ChartImage.Rendering(() => PdfDocument.Write(document, pages));
    }
}
