using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Usage;

/// <summary>Where days, values and the labels at the lines' ends stand.</summary>
internal sealed record UsageLayout(ValueAxis Values, double Left, double Right, double Step, int LastDay)
{
    public const double Top = 150, Bottom = 556;
    private const double LeastLeft = 104, WideEnds = 300, SlimEnds = 190, Inset = 12, TickGap = 80;

    public Scale Y => Values.On(Bottom, Top);

    public static UsageLayout Of(UsageTable usage, Page page)
    {
        var axis = ValueAxis.FromZero(usage.Lines.Max(l => l.Daily.Max()), (Bottom - Top) / TickGap);
        var left = page.PlotLeft(LeastLeft, axis.Ticks.Select(tick => Decimals.Short(tick)));
        var right = page.Right - (page.IsSlim ? SlimEnds : WideEnds - 48);
        return new UsageLayout(axis, left, right, (right - left - 2 * Inset) / Math.Max(1, usage.DayCount - 1), usage.DayCount - 1);
    }

    /// <summary>Days end at the right edge, so that a single one stands beside its label.</summary>
    public double X(int day) => Right - Inset - Step * (LastDay - day);
}
