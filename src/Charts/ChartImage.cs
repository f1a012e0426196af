using System.Text;
using RevenueBot.Charts.Png;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>Turns a chart's SVG into a PNG with librsvg and the bundled fonts.</summary>
public static class ChartImage
{
    private const long MostPixels = 64_000_000;

    private static readonly SemaphoreSlim Permits = new(2);
    private static readonly Lazy<bool> PinnedFonts = new(FontConfig.Pin);

    /// <summary>
    /// Renders an SVG. The same SVG and size give the same bytes in every thread and process.
    /// Safe to call from many threads; two render at a time because the work is all CPU, the others wait.
    /// </summary>
    /// <param name="svg">The document, for example <see cref="Chart.Svg"/>.</param>
    /// <param name="width">Width in px at scale 1.</param>
    /// <param name="height">Height in px at scale 1.</param>
    /// <param name="scale">1 for chat and mail, 2 for print.</param>
    /// <exception cref="ChartRenderException">librsvg is not installed, or the SVG cannot be read.</exception>
    public static byte[] Png(string svg, int width = Page.Width, int height = Page.Height, int scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(width, Math.Min(height, scale)), 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height * scale * scale, MostPixels);
        return Rendering(() =>
        {
            using var picture = SvgRenderer.Draw(Encoding.UTF8.GetBytes(svg), new Raster(width, height, scale));
            return PngEncoder.Encode(picture);
        });
    }

    /// <summary>Has librsvg draw with the bundled fonts, two at a time.</summary>
    internal static byte[] Rendering(Func<byte[]> draw)
    {
        Permits.Wait();
        try
        {
            _ = PinnedFonts.Value;
            return draw();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new ChartRenderException("Charts need librsvg: install the package librsvg2-2 (on Debian and Ubuntu) and try again.", e);
        }
        finally
        {
            Permits.Release();
        }
    }
}
