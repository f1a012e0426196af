using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Rates;

/// <summary>Draws the lines, the first one strong, and their names at their ends.</summary>
internal sealed class RatePlot
{
    private const double Top = 150, Bottom = 548, WideEnds = 272, SlimEnds = 220, AxisBaseline = 588, LabelGap = 66, LeastLeft = 128, TickGap = 70;

    private readonly Page _page;
    private readonly RateTable _table;
    private readonly ValueAxis _axis;
    private readonly double _left;

    public RatePlot(Page page, RateTable table)
    {
        (_page, _table) = (page, table);
        _axis = ValueAxis.ForLine([.. table.Values.Append(0).Select(value => ((double)value, 24d))], Bottom - Top, table.Data.Measure.Smallest, TickGap);
        _left = page.PlotLeft(LeastLeft, _axis.Ticks.Select(table.Data.Measure.Tick));
    }

    private double Right => _page.Right - (_page.IsSlim ? SlimEnds : WideEnds);

    private double LabelLeft => Right + 44;

    private Scale Y => _axis.On(Bottom, Top);

    public void Draw()
    {
        _page.Columns = [.. Enumerable.Range(0, _table.Months).Select(X)];
        var lines = new Gridlines(_page, _left, Right);
        foreach (var tick in _axis.Ticks) lines.Draw(Y[tick], _table.Data.Measure.Tick(tick), isBase: tick == 0);
        var months = new MonthAxis(_table.First, _table.Months, X, AxisBaseline);
        if (_table.Months == 1) months.DrawSingle(_page);
        else months.Draw(_page);
        for (var i = _table.Lines.Count - 1; i >= 0; i--) Line(_table.Lines[i], i);
        Ends();
    }

    private double X(int month) => _left + ((Right - _left) / _table.Months * (month + 0.5));

    private void Line(RateSeries line, int number)
    {
        var colour = _page.Theme.Plans[number];
        var known = line.Values.Select((value, month) => (Value: value, Month: month)).Where(one => one.Value is not null);
        foreach (var run in Runs.Of(known, one => one.Month))
        {
            Point[] points = [.. run.Select(one => new Point(X(one.Month), Y[one.Value!.Value]))];
            if (points.Length > 1) _page.Canvas.Polyline(points, new Stroke(colour, number == 0 ? 5 : 4));
            else _page.Canvas.Dot(points[0], 5, new Paint(colour));
        }

        if (RateTable.Newest(line) is var (at, newest)) _page.Canvas.Dot(new(X(at), Y[newest]), 7, new Paint(colour) { Outline = new Stroke(_page.Theme.Surface, 2) });
    }

    private void Ends()
    {
        var named = _table.Lines.Select((line, number) => (Line: line, Number: number, Newest: RateTable.Newest(line))).Where(one => one.Newest is not null).ToList();
        var places = EndLabels.Spread([.. named.Select(one => Y[one.Newest!.Value.Value])], LabelGap, (Top + 26, Bottom - 30));
        var (name, room) = (new TextStyle(24, _page.Theme.Text, 600), _page.Right - LabelLeft);
        foreach (var ((line, number, newest), i) in named.Select((one, i) => (one, i)))
        {
            var y = places[i];
            _page.Canvas.Line(new(X(newest!.Value.Month) + 10, Y[newest.Value.Value]), new(Right + 22, y - 4), new Stroke(_page.Theme.Axis, 1.5));
            _page.Canvas.Rect(new Box(Right + 26, y - 26, Right + 32, y + 28), new Paint(_page.Theme.Plans[number]), 3);
            _page.Canvas.Text(new(LabelLeft, y - 4), Fit.Cut(SafeText.Clean(line.Name), name, room), name);
            _page.Canvas.Text(new(LabelLeft, y + 24), Fit.Cut($"{_table.Data.Measure.Write(newest.Value.Value)}, {Days.MonthYear(_table.First.AddMonths(newest.Value.Month))}", _page.Small, room), _page.Small);
        }
    }
}
