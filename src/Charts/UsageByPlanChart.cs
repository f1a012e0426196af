using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Usage;

namespace RevenueBot.Charts;

/// <summary>Daily use of at most four plans as lines from zero, weekends shaded, the newest figures at the lines' ends.</summary>
public static class UsageByPlanChart
{
    /// <summary>Draws the lines in any state: no use, one day, all zeros, more than four plans.</summary>
    /// <exception cref="ArgumentException">Plans of different lengths, more than 120 days, or a value below zero.</exception>
    public static Chart Draw(UsageByPlan data, ChartFrame frame)
    {
        var usage = UsageTable.Of(data);
        return Framed.Draw("09", frame, new UsageWords(usage).Words, page =>
        {
            if (usage.IsEmpty) page.NoData("No usage recorded yet", "The lines start with the first usage record of a customer");
            else new UsagePlot(page, usage, UsageLayout.Of(usage, page)).Draw();
        });
    }
}
