using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;
using static RevenueBot.Charts.Trend.TrendLayout;

namespace RevenueBot.Charts.Trend;

/// <summary>The upper panel: MRR at month end, the running month's dot and the projection with its bands.</summary>
internal sealed class TotalPanel(Page page, Series trend, TrendLayout layout)
{
    private const string ProjectedWord = "projected";

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly Scale _y = layout.TotalScale;

    private double Right => trend.Projection.Count > 0 ? layout.X(trend.Slots - 1) : layout.BarsRight(trend);

    private bool HasTotal => trend.Newest is not null;

    /// <summary>Room for the value and the word at the end of the projection.</summary>
    public static double EndLabelWidth(Series trend, Page page) => Fit.Spare * Math.Max(
        Fonts.Width(trend.Currency.Compact(trend.Projection[^1].Total), EndStyle(page)), Fonts.Width(ProjectedWord, page.Small));

    /// <summary>Where the line, the dot or the projection stands in a slot.</summary>
    public Point At(int slot) => new(layout.X(slot), _y[ValueAt(slot)]);

    public void Grid()
    {
        if (trend.IsSingle) _canvas.Line(new(layout.Left, TotalBottom), new(Right, TotalBottom), new Stroke(_theme.Axis, 2));
        if (!HasTotal) _canvas.Text(new(layout.X(0), 240), "Month-end MRR follows when the month is over", page.Small.Middle);
        foreach (var tick in layout.Totals.Ticks) new Gridlines(page, layout.Left, Right).Draw(_y[tick], trend.Currency.Tick(tick));
    }

    public void Lines()
    {
        if (!HasTotal) return;
        Bands();
        Point[] line = [.. Enumerable.Range(0, trend.Months.Count).Select(At)];
        if (line.Length > 1) _canvas.Polyline(line, new Stroke(_theme.Total, 5));
        if (trend.IsSingle) _canvas.Line(At(0) with { Y = TotalBottom }, At(0), new Stroke(_theme.Grid, 2));
        if (line.Length > 0) _canvas.Dot(line[^1], 8, new Paint(_theme.Total) { Outline = new Stroke(_theme.Surface, 3) });
        if (trend.Part?.Total is not null) _canvas.Dot(At(trend.Last + 1), 7, new Paint(_theme.Surface) { Outline = new Stroke(_theme.Total, 4) });
    }

    /// <summary>Writes the values that have room, the most important first.</summary>
    public void Labels()
    {
        if (!HasTotal) return;
        if (trend.Projection.Count > 0) EndLabel();
        var labels = new TotalLabels(page, trend, this);
        if (trend.Months.Count > 1 && layout.Totals == ValueAxis.Zero) labels.AllZero(At(0));
        else labels.Draw();
    }

    /// <summary>Y of the line and the projection at any x between the first and the last point; null outside.</summary>
    public double? LineAt(double x)
    {
        var position = (x - layout.X(0)) / layout.Slot;
        var last = trend.Months.Count + trend.Projection.Count - 1;
        if (position < 0 || position > last || last < 1) return null;
        var slot = Math.Min((int)position, last - 1);
        var (a, b) = (Path(slot), Path(slot + 1));
        return a + (b - a) * (position - slot);
    }

    /// <summary>Lowest point of the widest band right of a slot.</summary>
    public double BandEdge(int fromSlot, bool upper)
    {
        var edges = trend.Projection.Skip(fromSlot - trend.Months.Count).Select(p => _y[upper ? p.Band95.High : p.Band95.Low]);
        return upper ? edges.Min() : edges.Max();
    }

    private void Bands()
    {
        if (trend.Projection.Count > 0) Fan.Draw(page, At(trend.Last), [.. trend.Projection.Select((p, i) => Projected(trend.Months.Count + i, p))]);
    }

    private FanPoint Projected(int slot, ProjectedMonth month) =>
        new(layout.X(slot), _y[month.Total], Edges(month.Band80), Edges(month.Band95));

    private (double Low, double High) Edges(Interval band) => (_y[band.Low], _y[band.High]);

    private void EndLabel()
    {
        var (x, y) = (Right + 14, Math.Clamp(_y[trend.Projection[^1].Total], TotalTop + 12, TotalBottom));
        _canvas.Text(new(x, y - 4), trend.Currency.Compact(trend.Projection[^1].Total), EndStyle(page));
        _canvas.Text(new(x, y + 24), ProjectedWord, page.Small);
    }

    private static TextStyle EndStyle(Page page) => new(26, page.Theme.Projection, 700);

    private double Path(int slot) => _y[slot < trend.Months.Count ? trend.Months[slot].Total : trend.Projection[slot - trend.Months.Count].Total];

    private decimal ValueAt(int slot) => slot < trend.Months.Count ? trend.Months[slot].Total
        : slot == trend.Months.Count && trend.Part?.Total is { } today ? today
        : slot - trend.Months.Count < trend.Projection.Count ? trend.Projection[slot - trend.Months.Count].Total
        : trend.Newest ?? 0;
}
