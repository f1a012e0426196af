using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Trend;

/// <summary>Where the two panels, their slots and the key stand. Both panels share one x.</summary>
internal sealed record TrendLayout
{
    public const double TotalTop = 146, TotalBottom = 320, BarsTop = 362, BarsBottom = 540;
    public const double FlagHeight = 42, FlagRadius = 15;

    /// <summary>Px that a flag and a value label need between their point and the top of the panel.</summary>
    private const double FlagRoom = 41, LabelRoom = 24;

    private const double WidestBar = 72;

    public required ValueAxis Totals { get; init; }

    public required ValueAxis Movements { get; init; }

    public required double Left { get; init; }

    public required double Slot { get; init; }

    /// <summary>Left edge of the key in the lower right, or on a slim page below the months.</summary>
    public required double KeyLeft { get; init; }

    public Scale TotalScale => Totals.On(TotalBottom, TotalTop);

    public Scale MovementScale => Movements.On(BarsBottom, BarsTop);

    public double BarWidth => Math.Min(Slot * 0.62, WidestBar);

    public double X(int slot) => Left + Slot * (slot + 0.5);

    /// <summary>Right edge of the last bar's slot.</summary>
    public double BarsRight(Series trend) => Left + Slot * trend.Bars;

    public MonthAxis MonthsOf(Series trend) => new(trend.First, trend.Slots, X, 572);

    public static TrendLayout Of(Series trend, Page page)
    {
        var smallest = trend.Currency.Decimals == 0 ? 1 : 0.01;
        var totals = trend.IsSingle ? ValueAxis.ForPoint(trend.Newest) : ValueAxis.ForLine(Points(trend), TotalBottom - TotalTop, smallest);
        var bars = Enumerable.Range(0, trend.Bars).Select(trend.MovementsAt).ToArray();
        var movements = ValueAxis.ForBars(bars.Min(m => Stack(Kind.Losses, m)), bars.Max(m => Stack(Kind.Gains, m)), BarsBottom - BarsTop, smallest);
        var ticks = totals.Ticks.Concat(movements.Ticks).Select(trend.Currency.Tick);
        var left = page.PlotLeft(128, ticks);
        var keyLeft = page.IsSlim ? page.Margin : page.Right - MovementKey.Width(trend, page);
        var slot = ((page.IsSlim ? page.Right : keyLeft - 24) - left) / trend.Bars;
        if (trend.Projection.Count > 0)
            slot = Math.Min(slot, (page.Right - TotalPanel.EndLabelWidth(trend, page) - 16 - left) / (trend.Slots - 0.5));
        return new TrendLayout { Totals = totals, Movements = movements, Left = left, Slot = slot, KeyLeft = keyLeft };
    }

    /// <summary>Every value in the upper panel with the room that its flag or label needs above it.</summary>
    private static List<(double Value, double Above)> Points(Series trend)
    {
        var flagged = trend.Data.Annotations.Select(a => trend.SlotOf(a.Day)).ToHashSet();
        double Above(int slot) => flagged.Contains(slot) ? FlagRoom : slot == 0 || slot >= trend.Last ? LabelRoom : 0;
        List<(double, double)> points = [.. trend.Months.Select((m, i) => ((double)m.Total, Above(i)))];
        foreach (var (p, i) in trend.Projection.Select((p, i) => (p, trend.Months.Count + i)))
            points.AddRange([((double)p.Total, Above(i)), ((double)p.Band95.Low, 0), ((double)p.Band95.High, 0)]);
        if (trend.Part?.Total is { } today) points.Add(((double)today, Above(trend.Last + 1)));
        return points;
    }

    private static double Stack(IReadOnlyList<Kind> kinds, MonthMovements movements) => (double)kinds.Sum(k => k.Of(movements));
}
