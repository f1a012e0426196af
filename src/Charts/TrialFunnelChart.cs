using RevenueBot.Charts.Funnel;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>How far trials got, one bar a step, with the worst loss between two steps marked.</summary>
public static class TrialFunnelChart
{
    /// <summary>Draws the funnel in any state: no trials, none paid, nothing lost.</summary>
    /// <exception cref="ArgumentException">Fewer than two or more than six steps, or a count that rises or is below zero.</exception>
    public static Chart Draw(TrialFunnel data, ChartFrame frame)
    {
        var funnel = FunnelTable.Of(data);
        return Framed.Draw("05", frame, new FunnelWords(funnel).Words, page =>
        {
            if (funnel.Started == 0) page.NoData("No trials to show", Advice(data));
            else new FunnelPlot(page, funnel).Draw();
        });
    }

    private static string Advice(TrialFunnel data) => data.StillOpen > 0
        ? $"All {data.StillOpen} are younger than {data.WindowDays} days: come back when they are over"
        : "The funnel starts with the first trial";
}
