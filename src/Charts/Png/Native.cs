using System.Runtime.InteropServices;

namespace RevenueBot.Charts.Png;

[StructLayout(LayoutKind.Sequential)]
internal struct RsvgRectangle
{
    public double X, Y, Width, Height;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GError
{
    public uint Domain;
    public int Code;
    public nint Message;
}

/// <summary>The few functions of librsvg, cairo and glib that a picture needs.</summary>
internal static unsafe partial class Native
{
    private const string Rsvg = "librsvg-2.so.2", Cairo = "libcairo.so.2", GObject = "libgobject-2.0.so.0", GLib = "libglib-2.0.so.0";

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_new_from_data")]
    internal static partial RsvgHandle Load(byte* data, nuint length, out nint error);

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_set_dpi")]
    internal static partial void SetDpi(RsvgHandle handle, double dpi);

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_render_document")]
    internal static partial int Render(RsvgHandle handle, CairoContext context, in RsvgRectangle viewport, out nint error);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_create")]
    internal static partial CairoSurface CreateSurface(int format, int width, int height);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_status")]
    internal static partial int Status(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_flush")]
    internal static partial void Flush(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_get_data")]
    internal static partial byte* Pixels(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_get_stride")]
    internal static partial int Stride(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_create")]
    internal static partial CairoContext CreateContext(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_status")]
    internal static partial int Status(CairoContext context);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_destroy")]
    internal static partial void DestroySurface(nint surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_destroy")]
    internal static partial void DestroyContext(nint context);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    internal static partial void FreeError(nint error);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetEnvironment(string name, string value, int overwrite);
}
