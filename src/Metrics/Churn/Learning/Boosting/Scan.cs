using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>What holds for divisions by one feature.</summary>
/// <param name="Direction">The right side may not be below (+1) or above (−1) the left one.</param>
/// <param name="Penalty">L2 penalty of the values of both sides.</param>
internal readonly record struct DivisionTerms(int Direction, double Penalty, int LeastRows);

/// <summary>Keeps the best of the divisions that are tried.</summary>
/// <param name="sums">Of the whole node.</param>
/// <param name="least">The loss must fall by more than this.</param>
internal struct Scan(DivisionTerms terms, Sums sums, Bounds bounds, double least)
{
    /// <summary>What was tried at the best division; −1: none was good enough.</summary>
    public int At { get; private set; } = -1;

    public bool MissingLeft { get; private set; }

    /// <summary>By how much the loss falls at the best division.</summary>
    public double Fall { get; private set; } = least;

    public Sums Left { get; private set; }

    public void Try(Vector256<double> lanes, int at, bool missingLeft)
    {
        var left = Sums.Of(lanes);
        var right = sums.Without(left);
        if (left.Rows < terms.LeastRows || right.Rows < terms.LeastRows) return;
        var (low, high) = (bounds.Value(left, terms.Penalty), bounds.Value(right, terms.Penalty));
        var fall = left.Fall(low, terms.Penalty) + right.Fall(high, terms.Penalty);
        if (!(fall > Fall) || (high - low) * terms.Direction < 0) return;
        (At, MissingLeft, Fall, Left) = (at, missingLeft, fall, left);
    }
}
