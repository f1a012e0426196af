using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Trend;

namespace RevenueBot.Charts;

/// <summary>MRR at month end as a line over its monthly movements as stacked bars.</summary>
public static class RevenueTrendChart
{
    /// <summary>Draws the chart for any state: no data, one month, all zeros, with or without a running month and a projection.</summary>
    /// <exception cref="ArgumentException">A month is missing or out of order, a gain is below or a loss above zero, or the currency is no code.</exception>
    public static Chart Draw(RevenueTrend data, ChartFrame frame)
    {
        var trend = Series.Of(data);
        return Framed.Draw("01", frame, new TrendWords(trend).Words, page =>
        {
            if (trend.IsEmpty) page.NoData("No revenue data yet", "The chart starts with the first synced subscription");
            else Plot(page, trend);
        });
    }

    private static void Plot(Page page, Series trend)
    {
        var layout = TrendLayout.Of(trend, page);
        page.Columns = [.. Enumerable.Range(0, trend.Bars).Select(layout.X), .. Enumerable.Range(trend.Months.Count, trend.Projection.Count).Select(layout.X)];
        var total = new TotalPanel(page, trend, layout);
        var movements = new MovementPanel(page, trend, layout);
        total.Grid();
        movements.Draw();
        if (trend.IsSingle) layout.MonthsOf(trend).DrawSingle(page);
        else layout.MonthsOf(trend).Draw(page);
        var notes = new Notes(page, trend, layout);
        total.Lines();
        notes.Draw(total);
        total.Labels();
    }
}
