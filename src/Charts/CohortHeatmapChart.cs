using RevenueBot.Charts.Cohorts;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>What each monthly cohort keeps, one row a cohort, one column a month since its first payment.</summary>
public static class CohortHeatmapChart
{
    /// <summary>Draws the newest 12 cohorts and their first 12 months, of customers or of MRR, in any state from no cohort on.</summary>
    /// <exception cref="ArgumentException">Cohorts out of order, amounts below zero, or amounts without a currency.</exception>
    public static Chart Draw(CohortRetention data, ChartFrame frame)
    {
        var table = HeatmapLayout.Shown(CohortTable.Of(data));
        return Framed.Draw("03", frame, HeatmapWords.Of(table), page =>
        {
            if (table.IsEmpty) page.NoData("No cohorts yet", "The first row starts with the first paying customer");
            else new HeatmapPlot(page, HeatmapLayout.Of(table, page)).Draw();
        });
    }
}
