using RevenueBot.Charts.Rates;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>At most four rates by month as lines on one scale, each with its name and newest value at its end.</summary>
public static class RatesChart
{
    /// <summary>Draws the lines in any state: no value, one month, all zeros, gaps, values below zero.</summary>
    /// <exception cref="ArgumentException">No line, more than four, lines of different lengths, or more than 60 months.</exception>
    public static Chart Draw(RatesTrend data, ChartFrame frame)
    {
        var table = RateTable.Of(data);
        return Framed.Draw("12", frame, new RateWords(table).Words, page =>
        {
            if (table.IsEmpty) page.NoData($"{table.Lines[0].Name} cannot be told yet", "The lines start with the first whole month");
            else new RatePlot(page, table).Draw();
        });
    }
}
