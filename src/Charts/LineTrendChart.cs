using RevenueBot.Charts.Lines;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>One metric by month as one line, with its last value, the running month and a target.</summary>
public static class LineTrendChart
{
    /// <summary>Draws the line in any state: no data, one month, all zeros, months without a value, values below zero.</summary>
    /// <exception cref="ArgumentException">A month is missing or out of order.</exception>
    public static Chart Draw(LineTrend data, ChartFrame frame)
    {
        var line = LineTable.Of(data);
        var words = new LineWords(line);
        return Framed.Draw("10", frame, words.Words, page =>
        {
            if (line.IsEmpty) page.NoData(words.Missing, words.Advice);
            else new LinePlot(page, line, LineLayout.Of(line, page)).Draw();
        });
    }
}
