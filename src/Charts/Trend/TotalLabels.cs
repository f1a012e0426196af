using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Trend;

/// <summary>The values written at the line. Each tries a few places and is left out when none is free: the alternative text has it.</summary>
internal sealed class TotalLabels(Page page, Series trend, TotalPanel panel)
{
    private const double Highest = 124, Lowest = 344;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Places _places = new(page.Canvas, new Box(page.Margin, Highest, page.Right, Lowest), panel.LineAt);
    private readonly TextStyle _value = new TextStyle(28, page.Theme.Total, 700).OverLines;
    private readonly TextStyle _small = new TextStyle(22, page.Theme.Total, 600).OverLines;

    public void AllZero(Point start) =>
        _canvas.Text(start with { Y = start.Y - 18 }, $"No MRR in {trend.Months.Count} months", new TextStyle(24, page.Theme.Text, 600));

    public void Draw()
    {
        if (trend.Last >= 0) LastMonth(panel.At(trend.Last));
        if (trend.Part?.Total is { } today) Today(panel.At(trend.Last + 1), today);
        if (trend.Last >= 1) FirstMonth(panel.At(0));
        if (trend.Projection.Count > 0) BandsNote();
    }

    private void LastMonth(Point dot)
    {
        var text = trend.Currency.Compact(trend.Months[^1].Total);
        var above = (dot with { Y = dot.Y - 22 }, _value.Middle);
        var below = (dot with { Y = dot.Y + 42 }, _value.Middle);
        var beside = (new Point(dot.X + 18, dot.Y + 10), _value);
        if (trend.Projection.Count > 0 || trend.Part?.Total is not null || trend.IsSingle) _places.Put(text, [above, below]);
        else _places.Put(text, [beside, above, below]);
    }

    private void Today(Point dot, decimal total)
    {
        var text = $"{trend.Currency.Compact(total)} on {Days.Day(trend.Part!.Through)}";
        var above = (dot with { Y = dot.Y - 20 }, _small.Middle);
        var below = (dot with { Y = dot.Y + 36 }, _small.Middle);
        var beside = (new Point(dot.X + 18, dot.Y + 8), _small);
        if (trend.IsSingle) _places.Put(text, [above with { Item2 = _value.Middle }]);
        else if (trend.Projection.Count > 0) _places.Put(text, [below, above]);
        else _places.Put(text, [beside, below, above]);
    }

    private void FirstMonth(Point start)
    {
        var text = trend.Currency.Compact(trend.Months[0].Total);
        _places.Put(text, [(new(start.X - 8, start.Y - 18), _small), (new(start.X - 8, start.Y + 34), _small)]);
    }

    /// <summary>Under the bands, else above them, under their middle or flush with their end.</summary>
    private void BandsNote()
    {
        const string text = "80% and 95% range";
        var (first, last) = (trend.Months.Count, panel.At(trend.Slots - 1).X);
        var (under, over) = (panel.BandEdge(first, upper: false), panel.BandEdge(first, upper: true));
        var style = page.Small.OverLines;
        double[] heights = [under + 32, under + 64, under + 92, over - 14];
        var middle = Math.Min((panel.At(first).X + last) / 2, last - Fonts.Width(text, style) / 2);
        _places.Put(text, [.. heights.SelectMany(y => ((Point, TextStyle)[])[(new(middle, y), style.Middle), (new(last, y), style.End)])]);
    }
}
