using RevenueBot.Charts.Panels;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>MRR by plan, or by another key, as one small area chart each, all on one scale.</summary>
public static class PlansChart
{
    /// <summary>Draws at most six panels in any state: no keys, one month, all zeros, one key far above the rest.</summary>
    /// <exception cref="ArgumentException">Series of different lengths, more than 60 months, or a currency that is no code.</exception>
    public static Chart Draw(RevenueByKey data, ChartFrame frame)
    {
        var panels = PanelTable.Of(data);
        return Framed.Draw("06", frame, new PanelWords(panels).Words, page =>
        {
            if (panels.IsEmpty) page.NoData("No revenue data yet", $"The first {data.Noun.One} appears with the first paying customer");
            else for (var i = 0; i < panels.Keys.Count; i++) new PanelPlot(page, panels, i).Draw();
        });
    }
}
