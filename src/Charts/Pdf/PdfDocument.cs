using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using RevenueBot.Charts.Png;
using RevenueBot.Charts.Print;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Pdf;

/// <summary>Puts drawn pages into one file: text stays text, lines stay lines, the fonts are embedded.</summary>
internal static unsafe class PdfDocument
{
    private const double PointsPerUnit = 0.5;
    private const int Root = 0, Success = 0, WriteError = 11;

    public static byte[] Write(PrintDocument document, IReadOnlyList<PrintedPage> pages)
    {
        using var file = new MemoryStream(256 * 1024);
        var target = GCHandle.Alloc(file);
        try
        {
            using var surface = PdfNative.CreateSurface(&Append, GCHandle.ToIntPtr(target), Sheet.Width * PointsPerUnit, Sheet.Height * PointsPerUnit);
            Describe(surface, document);
            Draw(surface, pages);
            PdfNative.Finish(surface);
            if (Native.Status(surface) != Success) throw new ChartRenderException("The PDF cannot be written: there is no room for it.");
        }
        finally
        {
            target.Free();
        }

        return file.ToArray();
    }

    private static void Describe(CairoSurface surface, PrintDocument document)
    {
        var created = document.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        PdfNative.SetMetadata(surface, PdfMetadata.Title, SafeText.Readable(document.Title));
        PdfNative.SetMetadata(surface, PdfMetadata.Author, SafeText.Readable(document.Author));
        PdfNative.SetMetadata(surface, PdfMetadata.Subject, SafeText.Readable(document.Subject));
        PdfNative.SetMetadata(surface, PdfMetadata.Creator, "RevenueBot");
        PdfNative.SetMetadata(surface, PdfMetadata.Created, created);
        PdfNative.SetMetadata(surface, PdfMetadata.Modified, created);
    }

    private static void Draw(CairoSurface surface, IReadOnlyList<PrintedPage> pages)
    {
        using var context = Native.CreateContext(surface);
        for (var i = 0; i < pages.Count; i++)
        {
            SvgRenderer.Draw(Encoding.UTF8.GetBytes(pages[i].Svg), context, Sheet.Width * PointsPerUnit, Sheet.Height * PointsPerUnit);
            if (pages[i].Bookmark is { Length: > 0 } bookmark)
                _ = PdfNative.AddOutline(surface, Root, bookmark, $"page={(i + 1).ToString(CultureInfo.InvariantCulture)} pos=[0 0]", 0);
            PdfNative.ShowPage(context);
        }
    }

    /// <summary>An exception must not pass through native code: cairo is told, and says so when the file is finished.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Append(nint closure, byte* data, uint length)
    {
        try
        {
            ((MemoryStream)GCHandle.FromIntPtr(closure).Target!).Write(new ReadOnlySpan<byte>(data, (int)length));
            return Success;
        }
        catch (Exception error) when (error is OutOfMemoryException or IOException or NotSupportedException)
        {
            return WriteError;
        }
    }
}
