namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// Exact Shapley values of one leaf of a tree (path-dependent TreeSHAP, Lundberg et al. 2020, doi:10.1038/s42256-019-0138-9) for every way in which
/// a row can meet the conditions on the way to the leaf.
/// </summary>
internal static class ShapleyWeights
{
    /// <param name="shares">By feature on the path: the share of rows that meets its conditions.</param>
    /// <returns>By way (bit i: feature i is met) and feature: what the leaf gives to the feature.</returns>
    public static IEnumerable<double> Of(double[] shares, double value) =>
        from way in Enumerable.Range(0, 1 << shares.Length)
        from feature in Enumerable.Range(0, shares.Length)
        select value * ((way >> feature & 1) - shares[feature]) * Weight(shares, way, feature);

    /// <summary>
    /// Sum over the sets S of the other features of |S|! (d − 1 − |S|)! / d! times the chance to come to the leaf where S is known: 1 or 0 for a
    /// known feature, its share of rows for the others.
    /// </summary>
    private static double Weight(double[] shares, int way, int feature)
    {
        var size = shares.Length;
        Span<double> bySize = stackalloc double[size];
        bySize.Clear();
        bySize[0] = 1;
        for (int other = 0, others = 0; other < size; other++)
        {
            if (other == feature) continue;
            others++;
            for (var known = others; known >= 0; known--)
                bySize[known] = (bySize[known] * shares[other]) + (known > 0 && (way >> other & 1) == 1 ? bySize[known - 1] : 0);
        }

        var sum = 0.0;
        for (var known = 0; known < size; known++) sum += bySize[known] / (size * Choose(size - 1, known));
        return sum;
    }

    private static double Choose(int all, int taken)
    {
        var ways = 1.0;
        for (var i = 0; i < taken; i++) ways = ways * (all - i) / (i + 1);
        return ways;
    }
}
