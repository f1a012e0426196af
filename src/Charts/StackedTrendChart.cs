using RevenueBot.Charts.Panels;
using RevenueBot.Charts.Stacks;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>MRR by plan, or by another key, month by month as areas on each other: how much each brings, and all of them.</summary>
public static class StackedTrendChart
{
    /// <summary>Draws at most four areas in any state: no keys, one month, all zeros. A balance below zero counts as zero.</summary>
    /// <exception cref="ArgumentException">Series of different lengths, more than 60 months, or a currency that is no code.</exception>
    public static Chart Draw(RevenueByKey data, ChartFrame frame)
    {
        var panels = PanelTable.Of(data);
        return Framed.Draw("13", frame, new StackWords(panels).Words, page =>
        {
            if (panels.IsEmpty) page.NoData("No revenue data yet", $"The first {data.Noun.One} appears with the first paying customer");
            else new StackPlot(page, panels).Draw();
        });
    }
}
