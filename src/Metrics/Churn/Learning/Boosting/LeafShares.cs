using System.Numerics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// Exact Shapley values of one leaf (path-dependent TreeSHAP, Lundberg et al. 2020, doi:10.1038/s42256-019-0138-9) for every way in which a row
/// can meet the conditions on the leaf's path. There are at most 2 to the <see cref="BoostingPlan.Depth"/> ways, so they are computed once and
/// looked up for each row (as in Yang 2021, arXiv:2109.09847).
/// </summary>
internal sealed class LeafShares
{
    private readonly int[] _features;
    private readonly CodeSet[] _sets;

    /// <summary>By way and feature of the path.</summary>
    private readonly double[] _shares;

    /// <param name="path">The features on the path, each once: the codes that stay on it, and the share of rows that did.</param>
    public LeafShares(IReadOnlyList<(int Feature, CodeSet Stay, double Share)> path, double value)
    {
        _features = [.. path.Select(step => step.Feature)];
        _sets = [.. path.Select(step => step.Stay)];
        _shares = new double[path.Count << path.Count];
        double[] shares = [.. path.Select(step => step.Share)];
        for (var way = 0; way < 1 << path.Count; way++)
            for (var i = 0; i < path.Count; i++)
                _shares[(way * path.Count) + i] = value * ((way >> i & 1) - shares[i]) * Weight(shares, way, i);
    }

    public void Add(ReadOnlySpan<byte> codes, Span<double> contributions)
    {
        var way = 0;
        for (var i = 0; i < _sets.Length; i++)
            if (_sets[i].Has(codes[_features[i]])) way |= 1 << i;
        for (var i = 0; i < _features.Length; i++) contributions[_features[i]] += _shares[(way * _features.Length) + i];
    }

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
        var others = 0;
        for (var other = 0; other < size; other++)
        {
            if (other == feature) continue;
            others++;
            for (var known = Math.Min(others, size - 1); known >= 0; known--)
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
