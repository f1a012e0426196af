using System.Globalization;
using RevenueBot.Charts;

namespace RevenueBot.Reports;

/// <summary>A report as a PDF to print and to keep: A4 landscape, a page for each part.</summary>
internal static class BoardPdf
{
    /// <summary>"Board report October 2026.pdf"; null: no report of this kind is printed.</summary>
    public static string? NameOf(DigestPeriod period) => period.Kind == DigestKind.Monthly ? $"Board report {period.Last.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}.pdf" : null;

    /// <summary>The pages of a report as it is given, so take from it first what its readers may not see (<see cref="DigestFor"/>). The same report gives the same bytes.</summary>
    /// <exception cref="ChartRenderException">librsvg is not installed.</exception>
    public static byte[] Render(Digest digest) => PrintedPdf.Of(BoardPages.Of(digest));
}
