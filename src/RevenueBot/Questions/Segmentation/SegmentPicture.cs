using RevenueBot.Charts;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Segmentation;

/// <summary>The grid of segments as shares of customers and of MRR.</summary>
internal static class SegmentPicture
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static Lazy<Chart> Draw(SegmentGrid grid, Asked asked, Answer around) => new(() => SegmentsChart.Draw(
        new SegmentShares
        {
            Currency = asked.Currency.Code, Day = around.AsOf!.Value,
            Segments = [.. grid.Rows.Where(row => row.Customers > 0).Select(row => new SegmentShare(row.Segment, row.Customers, Math.Max(0, row.Mrr) / MicrosPerUnit, Risk(row.Risk)))],
        },
        new ChartFrame { Footer = around.Footer }));

    private static SegmentRisk Risk(ChurnRisk? risk) => risk is { } known ? Known(known) : SegmentRisk.None;

    private static SegmentRisk Known(ChurnRisk risk) => risk switch
    {
        ChurnRisk.Low => SegmentRisk.Low,
        ChurnRisk.Medium => SegmentRisk.Medium,
        ChurnRisk.High => SegmentRisk.High,
    };
}
