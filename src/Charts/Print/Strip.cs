using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Print;

/// <summary>The smallest part of a column: it is never broken.</summary>
/// <param name="Height">With the space below it.</param>
/// <param name="Draw">Draws it with its upper left corner at a point.</param>
internal sealed record Strip(double Height, Action<Canvas, Point> Draw)
{
    /// <summary>Space above it, unless it begins a column.</summary>
    public double Above { get; init; }

    /// <summary>A heading does not stand alone at the end of a page.</summary>
    public bool StaysWithNext { get; init; }

    /// <summary>What is drawn again above it where it begins a page: the head of its table.</summary>
    public Strip? Head { get; init; }
}
