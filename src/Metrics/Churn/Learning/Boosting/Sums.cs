using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>What the rows of a node add up to.</summary>
internal readonly record struct Sums(double Gradient, double Second, double Rows)
{
    public static Sums Of(Vector256<double> lanes) => new(lanes[0], lanes[1], lanes[2]);

    public Sums Without(Sums part) => new(Gradient - part.Gradient, Second - part.Second, Rows - part.Rows);

    /// <summary>Of a node with this value: by how much the loss falls (second order).</summary>
    public double Fall(double value, double penalty) => -(value * Gradient) - ((Second + penalty) / 2 * value * value);
}

/// <summary>Between which values a node must stay, so that a promised direction holds across the tree.</summary>
internal readonly record struct Bounds(double Low, double High)
{
    public static Bounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The best value inside.</summary>
    public double Value(Sums sums, double penalty) => Math.Clamp(-sums.Gradient / (sums.Second + penalty), Low, High);
}

/// <summary>How a node could be divided, and by how much the loss would fall.</summary>
internal sealed record Division(int Feature, CodeSet Codes, double Gain, Sums Left, Sums Right);
