using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Panels;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Stacks;

/// <summary>Draws the areas from zero up, the largest at the bottom, with their names and newest values at the right.</summary>
internal sealed class StackPlot
{
    public const int MostLayers = 4;
    private const double Top = 150, Bottom = 548, WideEnds = 292, SlimEnds = 220, AxisBaseline = 588, LabelGap = 66, LeastLeft = 128, TickGap = 70, Separation = 3;

    private readonly Page _page;
    private readonly PanelTable _panels;
    private readonly IReadOnlyList<KeySeries> _layers;
    private readonly ValueAxis _axis;
    private readonly double _left;

    public StackPlot(Page page, PanelTable panels)
    {
        (_page, _panels, _layers) = (page, panels, Layers(panels));
        var highest = Enumerable.Range(0, panels.Months).Max(month => _layers.Sum(layer => Height(layer, month)));
        _axis = highest == 0 ? ValueAxis.Zero : ValueAxis.ForLine([(0, 0d), ((double)highest, 24d)], Bottom - Top, panels.Currency.Decimals == 0 ? 1 : 0.01, TickGap);
        _left = page.PlotLeft(LeastLeft, _axis.Ticks.Select(panels.Currency.Tick));
    }

    private double Right => _page.Right - (_page.IsSlim ? SlimEnds : WideEnds);

    private double LabelLeft => Right + 56;

    private Scale Y => _axis.On(Bottom, Top);

    public static IReadOnlyList<KeySeries> Layers(PanelTable panels) => Fold.ToMost(
        MostLayers, [.. panels.Data.Keys.Where(key => key.Mrr.Count > 0).Select(key => key with { Name = SafeText.Name(key.Name) }).OrderByDescending(key => key.Mrr[^1]).ThenBy(key => key.Name, StringComparer.Ordinal)],
        panels.Data.Noun.Many, (name, rest) => new KeySeries(name, [.. Enumerable.Range(0, rest[0].Mrr.Count).Select(month => rest.Sum(key => key.Mrr[month]))]));

    public void Draw()
    {
        _page.Columns = [.. Enumerable.Range(0, _panels.Months).Select(X)];
        var lines = new Gridlines(_page, _left, Right);
        foreach (var tick in _axis.Ticks) lines.Draw(Y[tick], _panels.Currency.Tick(tick), isBase: tick == 0);
        var months = new MonthAxis(_panels.FirstMonth, _panels.Months, X, AxisBaseline);
        if (_panels.Months == 1) months.DrawSingle(_page);
        else months.Draw(_page);
        var below = new decimal[_panels.Months];
        List<(double Y, KeySeries Layer, int Number)> ends = [];
        for (var i = 0; i < _layers.Count; i++)
        {
            var (layer, from) = (_layers[i], below);
            below = [.. from.Select((height, month) => height + Height(layer, month))];
            Area(from, below, _page.Theme.Plans[i]);
            ends.Add((Y[(from[^1] + below[^1]) / 2], layer, i));
        }

        Ends(ends);
    }

    private static decimal Height(KeySeries layer, int month) => Math.Max(0, layer.Mrr[month]);

    /// <summary>From edge to edge; a single month is a bar.</summary>
    private double X(int month) => _panels.Months == 1 ? (_left + Right) / 2 : _left + 14 + ((Right - _left - 28) / (_panels.Months - 1) * month);

    private void Area(decimal[] from, decimal[] to, string colour)
    {
        if (from.SequenceEqual(to)) return;
        if (_panels.Months == 1)
        {
            _page.Canvas.Rect(new Box(X(0) - 60, Y[to[0]], X(0) + 60, Y[from[0]]), new Paint(colour) { Outline = new Stroke(_page.Theme.Surface, Separation) });
            return;
        }

        Point[] upper = [.. to.Select((height, month) => new Point(X(month), Y[height]))];
        _page.Canvas.Area([.. upper, .. from.Select((height, month) => new Point(X(month), Y[height])).Reverse()], colour);
        _page.Canvas.Polyline(upper, new Stroke(_page.Theme.Surface, Separation));
    }

    private void Ends(List<(double Y, KeySeries Layer, int Number)> ends)
    {
        var places = EndLabels.Spread([.. ends.Select(end => end.Y)], LabelGap, (Top + 26, Bottom - 30));
        var (name, room) = (new TextStyle(24, _page.Theme.Text, 600), _page.Right - LabelLeft);
        foreach (var ((at, layer, number), i) in ends.Select((end, i) => (end, i)))
        {
            var y = places[i];
            _page.Canvas.Line(new(_panels.Months == 1 ? X(0) + 62 : Right - 10, at), new(Right + 34, y - 4), new Stroke(_page.Theme.Axis, 1.5));
            _page.Canvas.Rect(new Box(Right + 38, y - 26, Right + 44, y + 28), new Paint(_page.Theme.Plans[number]), 3);
            _page.Canvas.Text(new(LabelLeft, y - 4), Fit.Cut(SafeText.Clean(layer.Name), name, room), name);
            _page.Canvas.Text(new(LabelLeft, y + 24), Fit.Cut(_panels.Currency.Compact(layer.Mrr[^1]), _page.Small, room), _page.Small);
        }
    }
}
