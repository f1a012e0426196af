using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// The best division of a node. Numbers: at each bin, the missing on either side. Categories: in order of their mean gradient, where the best of
/// all subsets is a beginning of the order (Fisher 1958, doi:10.1080/01621459.1958.10501479); small ones are drawn to the middle.
/// </summary>
internal sealed class DivisionSearch(BinnedTable table, BoostingPlan plan)
{
    private const double LeastGain = 1e-7;

    /// <summary>So much second derivative of an indifferent category is added to each.</summary>
    private const double CategoryWeight = 10;

    /// <returns>Null where no division helps.</returns>
    public Division? Best(Histogram histogram, Sums sums, Bounds bounds)
    {
        Division? best = null;
        for (var feature = 0; feature < table.Bins.Count; feature++)
        {
            var side = new Scan(plan, sums, bounds, table.Features[feature].Monotone, best?.Gain ?? LeastGain);
            var lanes = histogram.Of(feature);
            if (table.Bins[feature].Cuts is null) OverCategories(lanes, ref side);
            else OverNumbers(lanes, ref side);
            if (side.At >= 0) best = Divide(feature, lanes, side, sums);
        }

        return best;
    }

    private static void OverNumbers(ReadOnlySpan<Vector256<double>> lanes, ref Scan side)
    {
        var missing = lanes[^1];
        var left = Vector256<double>.Zero;
        var ends = missing[2] > 0 ? lanes.Length - 1 : lanes.Length - 2;
        for (var code = 0; code < ends; code++) side.Try(left += lanes[code], code, missingLeft: false);
        if (missing[2] <= 0) return;
        left = missing;
        for (var code = 0; code < lanes.Length - 2; code++) side.Try(left += lanes[code], code, missingLeft: true);
    }

    private static void OverCategories(ReadOnlySpan<Vector256<double>> lanes, ref Scan side)
    {
        var order = Order(lanes);
        var left = Vector256<double>.Zero;
        for (var i = 0; i < order.Length - 1; i++) side.Try(left += lanes[order[i]], i, missingLeft: false);
    }

    private static int[] Order(ReadOnlySpan<Vector256<double>> lanes)
    {
        var (keys, codes, count) = (new double[lanes.Length], new int[lanes.Length], 0);
        for (var code = 0; code < lanes.Length; code++)
        {
            if (lanes[code][2] <= 0.5) continue; // a count, perhaps with the rounding of a subtraction
            (keys[count], codes[count++]) = (lanes[code][0] / (lanes[code][1] + CategoryWeight), code);
        }

        Array.Sort(keys, codes, 0, count);
        return codes[..count];
    }

    /// <summary>Codes that did not occur go with the greater side.</summary>
    private Division Divide(int feature, ReadOnlySpan<Vector256<double>> lanes, Scan side, Sums sums)
    {
        var right = new Sums(sums.Gradient - side.Left.Gradient, sums.Second - side.Left.Second, sums.Rows - side.Left.Rows);
        var toGreater = side.Left.Rows >= right.Rows;
        List<int> codes = [];
        if (table.Bins[feature].Cuts is null)
        {
            var order = Order(lanes);
            codes.AddRange(order[..(side.At + 1)]);
            if (toGreater) codes.AddRange(Enumerable.Range(0, lanes.Length).Except(order));
        }
        else
        {
            codes.AddRange(Enumerable.Range(0, side.At + 1));
            if (lanes[^1][2] > 0.5 ? side.MissingLeft : toGreater) codes.Add(lanes.Length - 1);
        }

        return new(feature, CodeSet.Of(codes), side.Gain, side.Left, right);
    }
}
