using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;
using static RevenueBot.Charts.Trend.TrendLayout;

namespace RevenueBot.Charts.Trend;

/// <summary>The lower panel: each month's gains stacked above zero and losses below it.</summary>
internal sealed class MovementPanel(Page page, Series trend, TrendLayout layout)
{
    private const double GapInStack = 1.5, LeastHeight = 2, LeastOutlined = 6;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly Scale _y = layout.MovementScale;

    public void Draw()
    {
        foreach (var tick in layout.Movements.Ticks) Tick(tick);
        for (var slot = 0; slot < trend.Bars; slot++)
        {
            Stack(slot, Kind.Gains, -1);
            Stack(slot, Kind.Losses, 1);
        }

        _canvas.Line(new(layout.Left, _y[0d]), new(layout.BarsRight(trend), _y[0d]), new Stroke(_theme.Text, 2));
        if (trend.HasMovements) new MovementKey(page, trend).Draw(layout.KeyLeft);
        else Nothing();
    }

    private void Nothing()
    {
        var months = trend.Bars == 1 ? "No movements in this month" : $"No movements in {trend.Bars} months";
        _canvas.Text(new(layout.Left + 8, _y[0d] - 18), months, new TextStyle(24, _theme.Text, 600));
    }

    private void Tick(decimal value)
    {
        var lines = new Gridlines(page, layout.Left, layout.BarsRight(trend));
        if (value == 0) lines.Label(_y[value], trend.Currency.Tick(value));
        else lines.Draw(_y[value], trend.Currency.Tick(value));
    }

    /// <summary>Stacks from the zero line outwards; down is +1 for losses, −1 for gains. Every amount is at least 2 px high, so that it is seen.</summary>
    private void Stack(int slot, IReadOnlyList<Kind> kinds, int down)
    {
        var (sum, edge) = (0m, _y[0d]);
        foreach (var kind in kinds)
        {
            var amount = kind.Of(trend.MovementsAt(slot));
            if (amount == 0) continue;
            var near = sum == 0 ? edge : edge + down * GapInStack;
            sum += amount;
            edge = down > 0 ? Math.Max(_y[sum], near + LeastHeight) : Math.Min(_y[sum], near - LeastHeight);
            Segment(slot, kind, (Math.Min(near, edge), Math.Max(near, edge)));
        }
    }

    private void Segment(int slot, Kind kind, (double Top, double Bottom) y)
    {
        var box = new Box(layout.X(slot) - layout.BarWidth / 2, y.Top, layout.X(slot) + layout.BarWidth / 2, y.Bottom);
        var colour = kind.Colour(_theme);
        if (kind.IsOther && box.Height >= LeastOutlined)
            _canvas.Rect(box.Inset(1), new Paint(_theme.Surface) { Outline = new Stroke(colour, 2) });
        else if (!kind.IsOther && slot == trend.Months.Count && box.Height > 3)
            _canvas.Rect(box.Inset(0.75), new Paint(_canvas.Hatch(colour, kind.Key)) { Outline = new Stroke(colour, 1.5) });
        else
            _canvas.Rect(box, new Paint(colour));
    }
}
