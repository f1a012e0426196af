using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>Draws the curves, the thin ones below the bold one.</summary>
internal sealed class CurvePlot(Page page, CurveTable curves, CurveLayout layout)
{
    private const double LineHeight = 28, EndGap = 16;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;

    private Point LastPoint => layout.At(curves.Last, curves.Chain[^1]);

    public void Draw()
    {
        page.Columns = [.. Enumerable.Range(0, layout.LastMonth + 1).Select(month => layout.X[(double)month])];
        Axes();
        Fan.Draw(page, LastPoint, [.. curves.Projected.Select(layout.Projected)]);
        foreach (var line in curves.Lines) _canvas.Polyline(Points(line), new Stroke(_theme.Axis, 1.5));
        if (curves.Last > 0) _canvas.Polyline(Points(curves.Chain), new Stroke(_theme.Total, 6));
        _canvas.Dot(LastPoint, 9, new Paint(_theme.Total) { Outline = new Stroke(_theme.Surface, 3) });
        Now();
        End();
        new CurveKey(page, layout, [.. curves.Lines.Select(Points), Points(curves.Chain), .. Edges()]).Draw();
    }

    private void Axes()
    {
        var lines = new Gridlines(page, layout.X.AtLow, layout.X.AtHigh);
        foreach (var tick in layout.Ticks) lines.Draw(layout.Y[tick], Percent.Whole(tick), isBase: tick == 0);
        for (var month = 0; month <= layout.LastMonth; month += layout.MonthStep)
        {
            var x = layout.X[(double)month];
            _canvas.Line(new(x, CurveLayout.Bottom), new(x, CurveLayout.Bottom + 8), new Stroke(_theme.Axis, 2));
            _canvas.Text(new(x, CurveLayout.Bottom + 32), month == 0 ? "start" : page.IsSlim ? $"{month}" : $"month {month}", page.Small.Middle);
        }
    }

    /// <summary>The bold line's last value, above it where there is room.</summary>
    private void Now()
    {
        var (text, (x, y)) = ($"{Percent.Whole(curves.Chain[^1])} at {(curves.Last == 0 ? "the start" : $"month {curves.Last}")}", LastPoint);
        var style = new TextStyle(26, _theme.Total, 700).OverLines;
        var places = new Places(_canvas, new Box(page.Margin, CurveLayout.Top - 26, page.Right, CurveLayout.Bottom - 4), PathAt);
        places.Put(text,
        [
            (new(x - 6, y - 34), style), (new(x + 6, y - 34), style.End), (new(x + 6, y - 62), style.End),
            (new(x - 6, y + 48), style), (new(x + 6, y + 48), style.End), (new(x + 18, y + 9), style), (new(x - 18, y + 9), style.End),
        ]);
    }

    /// <summary>Y of the bold line and its projection at any x.</summary>
    private double? PathAt(double x)
    {
        decimal[] path = [.. curves.Chain, .. curves.Projected.Select(p => p.Share)];
        var month = (x - layout.X.AtLow) / (layout.X[1d] - layout.X.AtLow);
        if (month < 0 || month > path.Length - 1 || path.Length < 2) return null;
        var before = Math.Min((int)month, path.Length - 2);
        return layout.Y[path[before]] + (layout.Y[path[before + 1]] - layout.Y[path[before]]) * (month - before);
    }

    private void End()
    {
        var lines = CurveLayout.EndLines(curves, page);
        if (lines.Count == 0) return;
        var y = Math.Clamp(layout.Y[curves.Projected[^1].Share] - 2, CurveLayout.Top + 20, CurveLayout.Bottom + 6 - LineHeight * (lines.Count - 1));
        foreach (var (line, i) in lines.Select((l, i) => (l, i))) _canvas.Text(new(layout.X.AtHigh + EndGap, y + LineHeight * i), line.Text, line.Style);
    }

    private Point[] Points(IReadOnlyList<decimal> shares) => [.. shares.Select((s, month) => layout.At(month, s))];

    private IEnumerable<Point[]> Edges()
    {
        var fan = curves.Projected.Select(layout.Projected).ToArray();
        return fan.Length == 0 ? [] : [[LastPoint, .. fan.Select(p => new Point(p.X, p.Band95.High))], [LastPoint, .. fan.Select(p => new Point(p.X, p.Y))], [LastPoint, .. fan.Select(p => new Point(p.X, p.Band95.Low))]];
    }
}
