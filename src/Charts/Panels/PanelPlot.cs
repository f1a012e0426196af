using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Panels;

/// <summary>Draws one panel: name, newest value and change over its area.</summary>
internal sealed class PanelPlot
{
    private const double PageTop = 136, PageBottom = 602, ColumnGap = 36, RowGap = 14, DotRoom = 10;
    private const double HeadHeight = 72, AxisHeight = 32;

    private readonly Page _page;
    private readonly PanelTable _panels;
    private readonly KeySeries _key;
    private readonly int _index;
    private readonly Box _box;
    private readonly Scale _y;
    private readonly double _top;

    public PanelPlot(Page page, PanelTable panels, int index)
    {
        (_page, _panels, _index, _key, _box) = (page, panels, index, panels.Keys[index], BoxOf(page, index, panels.Keys.Count));
        var (low, high) = panels.Range(index);
        _top = high > 0 ? Ticks.Step((double)high) : low < 0 ? 0 : 1;
        var bottom = low < 0 ? -Ticks.Step(-(double)low) : 0;
        _y = new Scale(bottom, _top, _box.Bottom - AxisHeight, _box.Top + HeadHeight);
    }

    private bool IsMain => _index == _panels.Main && _panels.Keys.Count > 1;

    private double Left => _box.Left;

    public void Draw()
    {
        Area();
        Head();
        Months();
    }

    /// <summary>One row of up to three panels, else two rows.</summary>
    private static Box BoxOf(Page page, int index, int count)
    {
        var columns = page.IsSlim ? Math.Min(count, 2) : count switch { <= 3 => count, 4 => 2, _ => 3 };
        var rows = (count + columns - 1) / columns;
        var width = (page.Right - page.Margin - ColumnGap * (columns - 1)) / columns;
        var height = (PageBottom - PageTop - RowGap * (rows - 1)) / rows;
        var (x, y) = (page.Margin + index % columns * (width + ColumnGap), PageTop + index / columns * (height + RowGap));
        return new Box(x, y, x + width, y + height);
    }

    private Point At(int month) => new(
        _panels.Months == 1 ? _box.Centre.X : Left + (_box.Width - DotRoom) * month / (_panels.Months - 1), _y[_key.Mrr[month]]);

    private void Area()
    {
        var theme = _page.Theme;
        var (colour, fill) = IsMain ? (theme.Accent, theme.Band80) : (theme.Projection, theme.Band95);
        Point[] line = [.. Enumerable.Range(0, _panels.Months).Select(At)];
        var zero = _y[0d];
        _page.Canvas.Line(new(Left, _y[_top]), new(_box.Right, _y[_top]), new Stroke(theme.Grid, 2));
        if (line.Length > 1)
        {
            _page.Canvas.Area([line[0] with { Y = zero }, .. line, line[^1] with { Y = zero }], fill);
            _page.Canvas.Polyline(line, new Stroke(colour, 4));
        }
        else
        {
            _page.Canvas.Line(line[0] with { Y = zero }, line[0], new Stroke(theme.Grid, 2));
        }

        _page.Canvas.Dot(line[^1], 6, new Paint(colour));
        _page.Canvas.Line(new(Left, zero), new(_box.Right, zero), new Stroke(theme.Axis, 2));
    }

    private void Head()
    {
        var name = new TextStyle(24, _page.Theme.Text, 600);
        var value = new TextStyle(30, _page.Theme.Text, 700);
        var newest = _panels.Currency.Compact(_key.Mrr[^1]);
        _page.Canvas.Text(new(Left, _box.Top + 22), Fit.Cut(SafeText.Clean(_key.Name), name, _box.Width - 4), name);
        _page.Canvas.Text(new(Left, _box.Top + 56), newest, value);
        var places = new Places(_page.Canvas, _box with { Top = _box.Top - 2 }, _ => null);
        if (_panels.Months > 1) places.Put(Delta.Text, [(new(Left + Fonts.Width(newest, value) + 16, _box.Top + 55), Delta.Style)]);
        if (_index == 0 || (_index == 1 && _panels.FirstIsHuge)) Tick(places);
    }

    private (string Text, TextStyle Style) Delta
    {
        get
        {
            var (theme, gain) = (_page.Theme, _panels.Gain(_index));
            var amount = _panels.Currency.Compact(gain);
            return Math.Sign(gain) switch
            {
                1 => ($"▲ +{amount}", new TextStyle(24, theme.Good, 600)),
                -1 => ($"▼ {amount}", new TextStyle(24, theme.Bad, 600)),
                _ => ("no change", _page.Small),
            };
        }
    }

    /// <summary>The only tick of all panels on this scale, above its line, else below it.</summary>
    private void Tick(Places places)
    {
        if (_top <= 0 || _panels.Range(_index).High == 0) return;
        var y = _y[_top];
        places.Put(_panels.Currency.Tick((decimal)_top), [(new(_box.Right, y - 5), _page.Small.End), (new(_box.Right, y + 24), _page.Small.End.OverLines), (new(Left, y + 24), _page.Small.OverLines)]);
    }

    private void Months()
    {
        var baseline = _box.Bottom - 7;
        if (_panels.Months == 1)
        {
            _page.Canvas.Text(new(_box.Centre.X, baseline), Days.MonthYear(_panels.Data.LastMonth), _page.Small.Middle);
            return;
        }

        _page.Canvas.Text(new(Left, baseline), Days.Month(_panels.FirstMonth), _page.Small);
        _page.Canvas.Text(new(_box.Right, baseline), Days.Month(_panels.Data.LastMonth), _page.Small.End);
    }
}
