using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// The best division of a node. Numbers: at each bin, the missing on either side. Categories: in order of their mean gradient, where the best of
/// all subsets is a beginning of the order (Fisher 1958, doi:10.1080/01621459.1958.10501479); small ones are drawn to the middle.
/// </summary>
internal sealed class DivisionSearch
{
    private const double LeastGain = 1e-7;

    /// <summary>So much second derivative of an indifferent category is added to each.</summary>
    private const double CategoryWeight = 10;

    /// <summary>A category with no more rows in a node has no say of its own there.</summary>
    private const double FewRows = 30;

    /// <summary>More categories than this can be divided in so many ways that chance finds one: a division of them costs more.</summary>
    private const int ManyCategories = 4;

    private const double ManyPenalty = 20;

    private readonly IReadOnlyList<FeatureBins> _bins;
    private readonly DivisionTerms[] _terms;
    private readonly double _penalty;

    public DivisionSearch(BinnedTable table, BoostingPlan plan)
    {
        (_bins, _penalty) = (table.Bins, plan.Penalty);
        _terms = [.. table.Bins.Zip(table.Features, (bins, feature) =>
            new DivisionTerms(feature.Monotone, plan.Penalty + (bins.Cuts is null && bins.Count > ManyCategories ? ManyPenalty : 0), plan.LeastRows))];
    }

    /// <returns>Null where no division helps.</returns>
    public Division? Best(Histogram histogram, Sums sums, Bounds bounds)
    {
        Division? best = null;
        var whole = sums.Fall(bounds.Value(sums, _penalty), _penalty);
        for (var feature = 0; feature < _bins.Count; feature++)
        {
            var scan = new Scan(_terms[feature], sums, bounds, whole + (best?.Gain ?? LeastGain));
            var lanes = histogram.Of(feature);
            if (_bins[feature].Cuts is null) OverCategories(lanes, ref scan);
            else OverNumbers(lanes, ref scan);
            if (scan.At >= 0) best = new(feature, Codes(_bins[feature], lanes, scan, sums), scan.Fall - whole, scan.Left, sums.Without(scan.Left));
        }

        return best;
    }

    private static void OverNumbers(ReadOnlySpan<Vector256<double>> lanes, ref Scan scan)
    {
        var missing = lanes[^1];
        var left = Vector256<double>.Zero;
        var ends = missing[2] > 0 ? lanes.Length - 1 : lanes.Length - 2;
        for (var code = 0; code < ends; code++) scan.Try(left += lanes[code], code, missingLeft: false);
        if (missing[2] <= 0) return;
        left = missing;
        for (var code = 0; code < lanes.Length - 2; code++) scan.Try(left += lanes[code], code, missingLeft: true);
    }

    private static void OverCategories(ReadOnlySpan<Vector256<double>> lanes, ref Scan scan)
    {
        var left = Vector256<double>.Zero;
        var groups = Groups(lanes);
        for (var i = 0; i < groups.Count - 1; i++) scan.Try(left += groups[i].Lanes, i, missingLeft: false);
    }

    /// <summary>The categories of a node in order of their mean gradient; those with few rows there stand together as one.</summary>
    private static List<(int[] Codes, Vector256<double> Lanes)> Groups(ReadOnlySpan<Vector256<double>> lanes)
    {
        List<(int[] Codes, Vector256<double> Lanes)> groups = [];
        List<int> few = [];
        var together = Vector256<double>.Zero;
        for (var code = 0; code < lanes.Length; code++)
        {
            if (lanes[code][2] > FewRows) groups.Add(([code], lanes[code]));
            else if (lanes[code][2] > 0.5)
            {
                together += lanes[code];
                few.Add(code);
            }
        }

        if (few.Count > 0) groups.Add(([.. few], together));
        return [.. groups.OrderBy(group => group.Lanes[0] / (group.Lanes[1] + CategoryWeight))];
    }

    /// <summary>What goes left. Codes that did not occur go with the greater side.</summary>
    private static CodeSet Codes(FeatureBins bins, ReadOnlySpan<Vector256<double>> lanes, Scan scan, Sums sums)
    {
        var toGreater = scan.Left.Rows >= sums.Rows / 2;
        if (bins.Cuts is not null)
        {
            var numbers = Enumerable.Range(0, scan.At + 1);
            return CodeSet.Of((lanes[^1][2] > 0.5 ? scan.MissingLeft : toGreater) ? numbers.Append(lanes.Length - 1) : numbers);
        }

        var groups = Groups(lanes);
        var left = groups.Take(scan.At + 1).SelectMany(group => group.Codes);
        return CodeSet.Of(toGreater ? left.Concat(Enumerable.Range(0, lanes.Length).Except(groups.SelectMany(group => group.Codes))) : left);
    }
}
