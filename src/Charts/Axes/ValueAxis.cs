using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Axes;

/// <summary>The range of a panel and the values that get a grid line.</summary>
internal sealed record ValueAxis(double Low, double High, IReadOnlyList<decimal> Ticks)
{
    private const double LeastGap = 40;

    /// <summary>A flat line at half height with one tick, zero.</summary>
    public static ValueAxis Zero { get; } = new(-1, 1, [0]);

    /// <summary>For a single point at half height; without ticks, because its value stands beside it.</summary>
    public static ValueAxis ForPoint(decimal? value) => value is < 0 ? new(2 * (double)value, 0, []) : new(0, value is > 0 ? 2 * (double)value : 1, []);

    /// <summary>
    /// For the line. It starts at zero unless all values are above half of the highest; then at the tick below the lowest.
    /// </summary>
    /// <param name="points">Each value with the px it needs above itself for a label or flag.</param>
    /// <param name="height">Height of the panel in px.</param>
    /// <param name="smallest">The smallest step worth a tick, in major units.</param>
    /// <param name="gap">Px between two grid lines at the least.</param>
    public static ValueAxis ForLine(IReadOnlyList<(double Value, double Above)> points, double height, double smallest, double gap = LeastGap)
    {
        var (min, max) = (points.Min(p => p.Value), points.Max(p => p.Value));
        if (min == 0 && max == 0) return Zero;
        var low = min < 0 || min >= max / 2 ? min : 0;
        for (var step = StepFor(Math.Max(max - low, Math.Abs(max) / 10) * 1.2 * gap / LeastGap, height, smallest); ; step = Svg.Ticks.Step(step * 1.01))
        {
            var start = low == 0 ? 0 : Math.Floor(low / step + 1e-9) * step;
            var top = points.Max(p => start + (p.Value - start) * height / (height - p.Above));
            top = Math.Max(top, start + step);
            if ((top - start) / step > height / gap) continue;
            var tick = Math.Ceiling(top / step - 1e-9) * step;
            var high = tick - top < step * 0.5 ? tick : top;
            return new(start, high, Svg.Ticks.Between(start, high, step));
        }
    }

    /// <summary>For stacks around zero: room for the highest and the lowest stack.</summary>
    public static ValueAxis ForBars(double lowest, double highest, double height, double smallest)
    {
        if (lowest == 0 && highest == 0) return Zero;
        var (low, high) = (lowest * 1.04, highest * 1.04);
        var step = StepFor(high - low, height, smallest);
        return new(low, high, Svg.Ticks.Between(low, high, step));
    }

    /// <summary>From zero to the tick above the highest value; for counts, so the smallest step is 1.</summary>
    /// <param name="highest">Zero or more.</param>
    /// <param name="most">Steps at the most.</param>
    public static ValueAxis FromZero(double highest, double most)
    {
        if (highest <= 0) return Zero;
        var step = Math.Max(1, Svg.Ticks.Step(highest / most));
        var high = Math.Ceiling(highest / step - 1e-9) * step;
        return new(0, high, Svg.Ticks.Between(0, high, step));
    }

    public Scale On(double bottom, double top) => new(Low, High, bottom, top);

    private static double StepFor(double range, double height, double smallest) =>
        Math.Max(Svg.Ticks.Step(range * LeastGap / height), smallest);
}
