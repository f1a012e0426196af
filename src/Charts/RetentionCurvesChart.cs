using RevenueBot.Charts.Cohorts;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>One thin line a cohort, one bold line for all together, and where it is expected to go.</summary>
public static class RetentionCurvesChart
{
    /// <summary>Draws the curves in any state: no cohorts, no month lived through, with or without a projection.</summary>
    /// <exception cref="ArgumentException">Cohorts out of order, amounts below zero, or a projection that does not follow the curve.</exception>
    public static Chart Draw(RetentionCurves data, ChartFrame frame)
    {
        var curves = CurveTable.Of(data);
        return Framed.Draw("04", frame, new CurveWords(curves).Words, page =>
        {
            if (curves.Chain.Count == 0) page.NoData("No cohort has lived through a month yet", "The curve starts with the first whole month of a paying customer");
            else new CurvePlot(page, curves, CurveLayout.Of(curves, page)).Draw();
        });
    }
}
