using RevenueBot.Charts.Segments;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>Each segment's share of the customers over its share of the MRR, as two bars, with its churn risk as a word.</summary>
public static class SegmentsChart
{
    /// <summary>Draws the bars in any state: no segments, one segment, no MRR, more than six segments.</summary>
    /// <exception cref="ArgumentException">A count or an amount below zero, or a currency that is no code.</exception>
    public static Chart Draw(SegmentShares data, ChartFrame frame)
    {
        var table = SegmentTable.Of(data);
        return Framed.Draw("11", frame, new SegmentWords(table).Words, page =>
        {
            if (table.IsEmpty) page.NoData("No customers to part yet", "Segments appear with the first customer");
            else new SegmentPlot(page, table).Draw();
        }, isWideOnly: true);
    }
}
