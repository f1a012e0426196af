using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Waterfall;

namespace RevenueBot.Charts;

/// <summary>From opening to closing MRR, one bar a movement, in the order of the identity.</summary>
public static class WaterfallChart
{
    /// <summary>Draws the chart for any state: first month, everything gone, no movements, movements larger than the opening value.</summary>
    /// <exception cref="ArgumentException">The currency is no code, or the period ends before it starts.</exception>
    public static Chart Draw(RevenueWaterfall data, ChartFrame frame)
    {
        var statement = Statement.Of(data);
        return Framed.Draw("02", frame, new WaterfallWords(statement).Words, page => new WaterfallPlot(page, statement, WaterfallLayout.Of(statement, page)).Draw());
    }
}
