using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Lines;

/// <summary>Draws the line in pieces between months without a value.</summary>
internal sealed class LinePlot(Page page, LineTable line, LineLayout layout)
{
    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;

    private (int Slot, decimal Value)[] Whole => [.. line.Values.Take(line.Whole)];

    /// <summary>Zero, or the edge of the panel that is nearest to it.</summary>
    private double Base => layout.Y[Math.Clamp(0, layout.Values.Low, layout.Values.High)];

    public void Draw()
    {
        page.Columns = [.. line.Values.Select(value => layout.X(value.Slot))];
        Axes();
        if (line.Data.Target is { } target) _canvas.Line(new(layout.Left, layout.Y[target]), new(layout.Right, layout.Y[target]), new Stroke(_theme.Accent, 3) { Dash = "10 7" });
        foreach (var piece in Runs.Of(Whole, v => v.Slot))
        {
            if (piece.Count > 1) _canvas.Polyline(piece.Select(layout.At), new Stroke(_theme.Total, 5));
            else _canvas.Dot(layout.At(piece[0]), 5, new Paint(_theme.Total));
        }

        if (line.IsSingle) _canvas.Line(layout.At(line.Values[0]) with { Y = Base }, layout.At(line.Values[0]), new Stroke(_theme.Grid, 2));
        if (Whole.Length > 0) _canvas.Dot(layout.At(Whole[^1]), 8, new Paint(_theme.Total) { Outline = new Stroke(_theme.Surface, 3) });
        if (line.Part is not null) _canvas.Dot(layout.At(line.Values[^1]), 7, new Paint(_theme.Surface) { Outline = new Stroke(_theme.Total, 4) });
        Labels();
        Target();
    }

    private void Axes()
    {
        var lines = new Gridlines(page, layout.Left, layout.Right);
        foreach (var tick in layout.Values.Ticks) lines.Draw(layout.Y[tick], line.Measure.Tick(tick), isBase: tick == 0);
        var months = new MonthAxis(line.First, line.Slots, layout.X, LineLayout.AxisBaseline);
        if (line.IsSingle) _canvas.Line(new(layout.Left, Base), new(layout.Right, Base), new Stroke(_theme.Axis, 2));
        if (line.IsSingle) months.DrawSingle(page);
        else months.Draw(page);
    }

    private void Target()
    {
        if (line.Data.Target is not { } target) return;
        var y = layout.Y[target];
        Places.Put($"target {line.Measure.Write(target)}",
        [
            (new(layout.Left + 4, y - 12), Accent), (new(layout.Right, y - 12), Accent.End), (new(layout.Left + 4, y + 30), Accent), (new(layout.Right, y + 30), Accent.End),
        ]);
    }

    private TextStyle Accent => new TextStyle(22, _theme.Accent, 600).OverLines;

    private Places Places => new(_canvas, new Box(page.Margin, LineLayout.Top - 26, page.Right, LineLayout.Bottom + 8), LineAt);

    private void Labels()
    {
        if (line.IsAllZero)
        {
            _canvas.Text(layout.At(line.Values[0]) with { Y = layout.Y[0d] - 18 }, $"{line.Measure.Write(0)} in every month", new TextStyle(24, _theme.Text, 600));
            return;
        }

        foreach (var shown in Whole.TakeLast(1).Append(line.Values[^1]).Select(layout.At)) _canvas.Reserve(new Box(shown.X - 9, shown.Y - 9, shown.X + 9, shown.Y + 9));
        if (line.Part is { } part) Value(line.Values[^1], $"{line.Measure.Write(part.Value)} on {Days.Day(part.Through)}", line.IsSingle || Whole.Length == 0);
        if (Whole.Length > 0) Value(Whole[^1], line.Measure.Write(Whole[^1].Value), isMain: true);
        if (Whole.Length > 1) Value(Whole[0], line.Measure.Write(Whole[0].Value), isMain: false);
    }

    private void Value((int Slot, decimal Value) value, string text, bool isMain)
    {
        var (at, style) = (layout.At(value), isMain ? LineLayout.Value(page) : LineLayout.Small(page));
        var beside = (new Point(at.X + 18, at.Y + 9), style);
        var above = (at with { Y = at.Y - 20 }, style.Middle);
        var below = (at with { Y = at.Y + 40 }, style.Middle);
        var (endsAbove, endsBelow) = ((new Point(at.X + 12, at.Y - 20), style.End), (new Point(at.X + 12, at.Y + 40), style.End));
        var (startsAbove, startsBelow) = ((new Point(at.X - 8, at.Y - 20), style), (new Point(at.X - 8, at.Y + 40), style));
        Places.Put(text, line.IsSingle ? [above] : value.Slot == line.Slots - 1 ? [beside, above, endsAbove, below, endsBelow] : [above, startsAbove, below, startsBelow]);
    }

    /// <summary>Y of the line between two months that both have a value.</summary>
    private double? LineAt(double x)
    {
        var whole = Whole;
        for (var i = 1; i < whole.Length; i++)
        {
            var (a, b) = (layout.At(whole[i - 1]), layout.At(whole[i]));
            if (whole[i].Slot == whole[i - 1].Slot + 1 && x >= a.X && x <= b.X) return a.Y + (b.Y - a.Y) * (x - a.X) / (b.X - a.X);
        }

        return null;
    }
}
