using RevenueBot.Metrics.Churn.Learning.Boosting;
using RevenueBot.Metrics.Churn.Learning.Logistic;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>A weighted mean of the log-odds of two models, so that what each feature adds is the weighted mean as well.</summary>
/// <param name="Share">Of the trees; the linear model has the rest.</param>
internal sealed record Blend(LogisticModel? Logistic, BoostedModel? Boosted, double Share)
{
    private readonly double _base = ((1 - Share) * (Logistic?.Intercept ?? 0)) + (Share * (Boosted?.Base() ?? 0));

    /// <summary>Log-odds of a row of which nothing is known.</summary>
    public double Base() => _base;

    public double Logit(ReadOnlySpan<double> row) => ((1 - Share) * (Logistic?.Logit(row) ?? 0)) + (Share * (Boosted?.Logit(row) ?? 0));

    /// <returns>By feature: what it adds to <see cref="Base"/>.</returns>
    public double[] Contributions(ReadOnlySpan<double> row)
    {
        var (linear, trees) = (new double[row.Length], new double[row.Length]);
        Logistic?.Contribute(row, linear);
        Boosted?.Contribute(row, trees);
        for (var feature = 0; feature < row.Length; feature++) linear[feature] = ((1 - Share) * linear[feature]) + (Share * trees[feature]);
        return linear;
    }
}
