using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>Keeps the best of the divisions that are tried.</summary>
/// <param name="sums">Of the whole node.</param>
/// <param name="direction">Of the feature: the right side may not be below (+1) or above (−1) the left one.</param>
/// <param name="least">A division must gain more.</param>
internal struct Scan(BoostingPlan plan, Sums sums, Bounds bounds, int direction, double least)
{
    private readonly double _whole = sums.Fall(bounds.Value(sums, plan.Penalty), plan.Penalty);

    /// <summary>What was tried at the best division; −1: none was good enough.</summary>
    public int At { get; private set; } = -1;

    public bool MissingLeft { get; private set; }

    public double Gain { get; private set; } = least;

    public Sums Left { get; private set; }

    public void Try(Vector256<double> lanes, int at, bool missingLeft)
    {
        var left = Sums.Of(lanes);
        var right = new Sums(sums.Gradient - left.Gradient, sums.Second - left.Second, sums.Rows - left.Rows);
        if (left.Rows < plan.LeastRows || right.Rows < plan.LeastRows) return;
        var (low, high) = (bounds.Value(left, plan.Penalty), bounds.Value(right, plan.Penalty));
        var gain = left.Fall(low, plan.Penalty) + right.Fall(high, plan.Penalty) - _whole;
        if (!(gain > Gain) || (high - low) * direction < 0) return;
        (At, MissingLeft, Gain, Left) = (at, missingLeft, gain, left);
    }
}
