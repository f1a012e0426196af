namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>A linear model of log-odds.</summary>
/// <param name="Intercept">Log-odds of a row of which nothing is known.</param>
/// <param name="Weights">By slot of the coding.</param>
internal sealed record LogisticModel(LogisticCoding Coding, double Intercept, double[] Weights)
{
    /// <param name="rows">The rows that are learnt from.</param>
    /// <param name="penalty">The strength of the L2 penalty.</param>
    public static LogisticModel Fit(LearningTable table, int[] rows, double penalty)
    {
        var path = new LogisticPath(table, rows);
        return path.Model(path.Weights(penalty, precise: true));
    }

    public double Logit(ReadOnlySpan<double> row)
    {
        var slots = new double[Weights.Length];
        Coding.Write(row, slots);
        return Intercept + Design.Dot(slots, Weights);
    }

    /// <param name="contributions">By feature: what it adds to the intercept.</param>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        var slots = new double[Weights.Length];
        Coding.Write(row, slots);
        var at = 0;
        foreach (var feature in Coding.Features)
        {
            contributions[feature.Column] = Design.Dot(slots.AsSpan(at, feature.Count), Weights.AsSpan(at, feature.Count));
            at += feature.Count;
        }
    }
}
