using System.Runtime.InteropServices;

namespace RevenueBot.Charts.Png;

/// <summary>Size of a picture: width and height in px at scale 1.</summary>
internal readonly record struct Raster(int Width, int Height, int Scale);

/// <summary>A rendered picture in native memory.</summary>
internal sealed class Picture(CairoSurface surface, int width, int height) : IDisposable
{
    public CairoSurface Surface => surface;

    public int Width => width;

    public int Height => height;

    public void Dispose() => surface.Dispose();
}

internal static unsafe class SvgRenderer
{
    private const int Rgb24 = 1;

    /// <summary>Draws the document over the whole picture. It has no base address, so it can read no files.</summary>
    public static Picture Draw(ReadOnlySpan<byte> svg, Raster size)
    {
        var (width, height) = (size.Width * size.Scale, size.Height * size.Scale);
        var picture = new Picture(Native.CreateSurface(Rgb24, width, height), width, height);
        try
        {
            using var context = Native.CreateContext(picture.Surface);
            Draw(svg, context, width, height);
            if (Native.Status(picture.Surface) == 0) return picture;
            throw Failure("drawn", 0);
        }
        catch
        {
            picture.Dispose();
            throw;
        }
    }

    /// <summary>Draws the document into the upper left corner of whatever the context draws on.</summary>
    public static void Draw(ReadOnlySpan<byte> svg, CairoContext context, double width, double height)
    {
        fixed (byte* data = svg)
        {
            using var document = Native.Load(data, (nuint)svg.Length, out var error);
            if (document.IsInvalid) throw Failure("read", error);
            Native.SetDpi(document, 96);
            var viewport = new RsvgRectangle { Width = width, Height = height };
            if (Native.Render(document, context, in viewport, out error) == 0 || Native.Status(context) != 0) throw Failure("drawn", error);
        }
    }

    private static ChartRenderException Failure(string step, nint error)
    {
        var reason = error == 0 ? "unknown reason" : Marshal.PtrToStringUTF8(((GError*)error)->Message);
        if (error != 0) Native.FreeError(error);
        return new ChartRenderException($"The SVG cannot be {step}: {reason}");
    }
}
