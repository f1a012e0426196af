using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Lines;

/// <summary>Where the line, its slots and its values stand.</summary>
internal sealed record LineLayout(ValueAxis Values, double Left, double Right, double Slot)
{
    public const double Top = 150, Bottom = 548, AxisBaseline = 588;
    private const double LeastLeft = 128, LabelRoom = 30, WidestSlot = 240, TickGap = 70;

    public Scale Y => Values.On(Bottom, Top);

    public static TextStyle Value(Page page) => new TextStyle(28, page.Theme.Total, 700).OverLines;

    public static TextStyle Small(Page page) => new TextStyle(22, page.Theme.Total, 600).OverLines;

    public static LineLayout Of(LineTable line, Page page)
    {
        var points = line.Values.Select(v => ((double)v.Value, LabelRoom)).ToList();
        if (line.Data.Target is { } target) points.Add(((double)target, LabelRoom));
        var axis = line.IsSingle && line.Data.Target is null
            ? ValueAxis.ForPoint(line.Values[0].Value)
            : ValueAxis.ForLine(points, Bottom - Top, line.Measure.Smallest, TickGap);
        var left = page.PlotLeft(LeastLeft, axis.Ticks.Select(line.Measure.Tick));
        var end = Fonts.Width(line.Measure.Write(line.Values[^1].Value), Value(page)) + 26;
        var slot = new[] { WidestSlot, (page.Right - end - left) / Math.Max(1, line.Slots - 0.5), (page.Right - left) / line.Slots }.Min();
        return new LineLayout(axis, left, line.IsSingle ? page.Right : left + slot * line.Slots, line.IsSingle ? page.Right - left : slot);
    }

    public double X(int slot) => Left + Slot * (slot + 0.5);

    public Point At((int Slot, decimal Value) value) => new(X(value.Slot), Y[value.Value]);
}
