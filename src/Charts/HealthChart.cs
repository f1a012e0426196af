using RevenueBot.Charts.Health;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>A row for each band of health: its customers, their share, the share of the MRR, and what changed in a week.</summary>
public static class HealthChart
{
    /// <summary>Draws the bands in any state: nobody scored, all in one band, nothing to compare with, no MRR.</summary>
    /// <exception cref="ArgumentException">A band twice, a count or an amount below zero, or a currency that is no code.</exception>
    public static Chart Draw(HealthBands data, ChartFrame frame)
    {
        var table = HealthTable.Of(data);
        return Framed.Draw("08", frame, new HealthBandWords(table).Words, page =>
        {
            if (table.IsEmpty) page.NoData("No customer has a health score yet", "Scores begin 14 days after the first payment");
            else new HealthPlot(page, table).Draw();
        }, isWideOnly: true);
    }
}
