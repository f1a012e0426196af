using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Usage;

/// <summary>Draws the shaded weekends, the lines and their labels.</summary>
internal sealed class UsagePlot(Page page, UsageTable usage, UsageLayout layout)
{
    private const double LabelGap = 66;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly UsageWords _words = new(usage);

    private double LabelLeft => layout.Right + 36;

    public void Draw()
    {
        page.Columns = [.. Enumerable.Range(0, usage.DayCount).Select(layout.X)];
        Weekends();
        var lines = new Gridlines(page, layout.Left, layout.Right);
        foreach (var tick in layout.Values.Ticks) lines.Draw(layout.Y[tick], Decimals.Short(tick), isBase: tick == 0);
        new DayAxis(usage.Data.First, usage.DayCount, layout.X, UsageLayout.Bottom).Draw(page);
        for (var i = usage.Lines.Count - 1; i >= 0; i--) Line(usage.Lines[i], _theme.Plans[i]);
        if (usage.IsAllZero) _canvas.Text(new(layout.X(0), layout.Y[0d] - 18), $"No active {usage.Noun}", new TextStyle(24, _theme.Text, 600).OverLines);
        Ends();
        if (usage.DayCount >= 14) _canvas.Text(new(page.Right, page.IsSlim ? 636 : 604), "change: last 7 days", page.Small.End);
    }

    private void Weekends()
    {
        for (var day = 0; day < usage.DayCount; day++)
        {
            if (!usage.IsWeekend(day)) continue;
            var left = Math.Max(layout.Left, layout.X(day) - layout.Step / 2);
            var right = Math.Min(layout.Right, layout.X(day) + layout.Step / 2);
            _canvas.Rect(new Box(left, UsageLayout.Top, right, UsageLayout.Bottom), new Paint(_theme.Background));
        }
    }

    private void Line(UsageLine line, string colour)
    {
        Point[] points = [.. line.Daily.Select((d, day) => new Point(layout.X(day), layout.Y[(double)d]))];
        if (points.Length > 1) _canvas.Polyline(points, new Stroke(colour, line == _words.Mover ? 5 : 4));
        _canvas.Dot(points[^1], 7, new Paint(colour) { Outline = new Stroke(_theme.Surface, 2) });
    }

    /// <summary>Name, last value and change beside each line's end, pushed apart where lines end close to each other.</summary>
    private void Ends()
    {
        var places = EndLabels.Spread([.. usage.Lines.Select(l => layout.Y[(double)l.Newest])], LabelGap, (UsageLayout.Top + 26, UsageLayout.Bottom - 30));
        var room = page.Right - LabelLeft;
        foreach (var (line, i) in usage.Lines.Select((l, i) => (l, i)))
        {
            var (end, y) = (new Point(layout.X(usage.DayCount - 1), layout.Y[(double)line.Newest]), places[i]);
            _canvas.Line(end with { X = end.X + 10 }, new(layout.Right + 14, y - 4), new Stroke(_theme.Axis, 1.5));
            _canvas.Rect(new Box(layout.Right + 18, y - 26, layout.Right + 24, y + 28), new Paint(_theme.Plans[i]), 3);
            var name = new TextStyle(24, _theme.Text, 600);
            _canvas.Text(new(LabelLeft, y - 4), Fit.Cut(SafeText.Clean(line.Name), name, room), name);
            _canvas.Text(new(LabelLeft, y + 24), Fit.First(_words.Ends(line), page.Small, room), page.Small);
        }
    }
}
