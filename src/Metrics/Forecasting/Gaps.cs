namespace RevenueBot.Metrics.Forecasting;

/// <summary>Holes in a history.</summary>
public static class Gaps
{
    /// <summary>
    /// Fills each hole on the straight line between its neighbours. A hole has no neighbour at either end of a history: what stands
    /// before the first value or after the last is left out.
    /// </summary>
    /// <param name="values">Oldest first; NaN: missing. All missing gives an empty history.</param>
    public static IReadOnlyList<double> Fill(IReadOnlyList<double> values)
    {
        List<double> filled = [];
        var missing = 0;
        foreach (var value in values.SkipWhile(double.IsNaN))
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }

            for (var i = 1; i <= missing; i++) filled.Add(filled[^i] + ((value - filled[^i]) * i / (missing + 1)));
            missing = 0;
            filled.Add(value);
        }

        return filled;
    }
}
