using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Waterfall;

/// <summary>Draws the rows from top to bottom.</summary>
internal sealed class WaterfallPlot(Page page, Statement statement, WaterfallLayout layout)
{
    private const double ThinnestBar = 3, LeastOutlined = 6, ZigzagAt = 26;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly WaterfallWords _words = new(statement);

    private int Closing => statement.Movements.Count + 1;

    public void Draw()
    {
        Reference();
        Total(0, _words.OpeningLabel, statement.Opening);
        var before = statement.Opening;
        foreach (var (movement, i) in statement.Movements.Select((m, i) => (m, i)))
        {
            Connector(i, before);
            Bar(i + 1, before, movement);
            before += movement.Amount;
        }

        Connector(Closing - 1, before);
        Delta(Total(Closing, _words.ClosingLabel, statement.Closing));
    }

    private double Top(int row) => WaterfallLayout.Top + row * layout.RowHeight + (layout.RowHeight - layout.BarHeight) / 2;

    private double Baseline(int row) => WaterfallLayout.Top + row * layout.RowHeight + layout.RowHeight / 2 + 8;

    /// <summary>A dotted line from the opening value down to the closing bar shows at a glance which is longer.</summary>
    private void Reference()
    {
        var x = layout.X[statement.Opening];
        if (statement.Opening != 0 && statement.Movements.Count > 1)
            _canvas.Line(new(x, Top(2) - 14), new(x, Top(Closing)), new Stroke(_theme.Axis, 2) { Dash = "3 6" });
    }

    private void Connector(int row, decimal value)
    {
        var x = layout.X[value];
        _canvas.Line(new(x, Top(row) + layout.BarHeight), new(x, Top(row + 1)), new Stroke(_theme.Axis, 2));
    }

    /// <summary>Draws an opening or closing bar; the answer is where its value ends.</summary>
    private Box Total(int row, string name, decimal value)
    {
        var from = layout.IsCut ? layout.Left : layout.X[0d];
        var (left, right) = Ordered(from, layout.X[value]);
        var bar = new Box(left, Top(row), Math.Max(right, left + ThinnestBar), Top(row) + layout.BarHeight);
        _canvas.Text(new(layout.Left - 20, Baseline(row)), name, WaterfallLayout.TotalName(page).End);
        _canvas.Rect(bar, new Paint(_theme.Total));
        if (layout.IsCut) Zigzag(bar);
        return Value(bar, row, statement.Currency.Exact(value, statement.Decimals), WaterfallLayout.TotalValue(page));
    }

    private void Bar(int row, decimal before, Movement movement)
    {
        var (left, right) = Ordered(layout.X[before], layout.X[before + movement.Amount]);
        var bar = new Box(left, Top(row), Math.Max(right, left + ThinnestBar), Top(row) + layout.BarHeight);
        var colour = movement.Colour(_theme);
        _canvas.Text(new(layout.Left - 20, Baseline(row)), movement.Name, new TextStyle(24, _theme.Text).End);
        if (movement.IsOther && bar.Width >= LeastOutlined) _canvas.Rect(bar.Inset(1.25), new Paint(_theme.Surface) { Outline = new Stroke(colour, 2.5) });
        else _canvas.Rect(bar, new Paint(colour));
        Value(bar, row, statement.Currency.Signed(movement.Amount, statement.Decimals), WaterfallLayout.MovementValue(page));
    }

    private Box Value(Box bar, int row, string text, TextStyle style)
    {
        var at = new Point(bar.Right + WaterfallLayout.LabelGap, Baseline(row));
        _canvas.Text(at, text, style);
        return Canvas.BoxOf(at, text, style);
    }

    /// <summary>Net and percent behind the closing value, else inside its bar, else only the percentage: the title has the net.</summary>
    private void Delta(Box value)
    {
        var colour = Math.Sign(statement.Net) switch { 1 => _theme.Good, -1 => _theme.Bad, _ => _theme.Muted };
        var style = new TextStyle(24, colour, 600);
        var behind = new Point(value.Right + 18, Baseline(Closing));
        var inside = behind with { X = value.Left - 2 * WaterfallLayout.LabelGap };
        var firstInside = layout.Left + ZigzagAt + 34;
        foreach (var text in _words.Deltas)
        {
            var width = Fonts.Width(text, style) * Fit.Spare;
            if (behind.X + width <= page.Right) _canvas.Text(behind, text, style);
            else if (inside.X - width >= firstInside) _canvas.Text(inside, text, style.End with { Fill = _theme.Surface });
            else continue;
            return;
        }
    }

    private void Zigzag(Box bar)
    {
        var (x, step) = (bar.Left + ZigzagAt, bar.Height / 4);
        double[] y = [bar.Top - 2, bar.Top + step, bar.Top + 2 * step, bar.Top + 3 * step, bar.Bottom + 2];
        var near = y.Select((v, i) => new Point(x + (i % 2) * 9, v));
        var far = y.Select((v, i) => new Point(x + 11 + (i % 2) * 9, v)).Reverse();
        _canvas.Area([.. near, .. far], _theme.Surface);
    }

    private static (double Left, double Right) Ordered(double a, double b) => a <= b ? (a, b) : (b, a);
}
