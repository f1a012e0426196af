using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Usage;

/// <summary>Where days, values and the labels at the lines' ends stand.</summary>
internal sealed record UsageLayout(ValueAxis Values, double Left, double Step, int LastDay)
{
    public const double Top = 150, Bottom = 556, Right = 900;
    private const double LeastLeft = 104, Inset = 12, TickGap = 80;

    public Scale Y => Values.On(Bottom, Top);

    public static UsageLayout Of(UsageTable usage, Page page)
    {
        var axis = ValueAxis.FromZero(usage.Lines.Max(l => l.Daily.Max()), (Bottom - Top) / TickGap);
        var left = Math.Max(LeastLeft, Page.Margin + 12 + axis.Ticks.Max(t => Fonts.Width(Decimals.Short(t), page.Small)) * Fit.Spare);
        return new UsageLayout(axis, left, (Right - left - 2 * Inset) / Math.Max(1, usage.DayCount - 1), usage.DayCount - 1);
    }

    /// <summary>Days end at the right edge, so that a single one stands beside its label.</summary>
    public double X(int day) => Right - Inset - Step * (LastDay - day);
}
