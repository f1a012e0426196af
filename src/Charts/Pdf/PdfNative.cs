using System.Runtime.InteropServices;
using RevenueBot.Charts.Png;

namespace RevenueBot.Charts.Pdf;

/// <summary>The functions of cairo that a document needs beside those of a picture. https://www.cairographics.org/manual/cairo-PDF-Surfaces.html</summary>
internal static unsafe partial class PdfNative
{
    private const string Cairo = "libcairo.so.2";

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_create_for_stream")]
    internal static partial CairoSurface CreateSurface(delegate* unmanaged[Cdecl]<nint, byte*, uint, int> write, nint closure, double width, double height);

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_set_metadata", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetMetadata(CairoSurface surface, PdfMetadata key, string value);

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_add_outline", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int AddOutline(CairoSurface surface, int parent, string name, string link, int flags);

    [LibraryImport(Cairo, EntryPoint = "cairo_show_page")]
    internal static partial void ShowPage(CairoContext context);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_finish")]
    internal static partial void Finish(CairoSurface surface);
}

/// <summary>cairo_pdf_metadata_t</summary>
internal enum PdfMetadata { Title, Author, Subject, Keywords, Creator, Created, Modified }
