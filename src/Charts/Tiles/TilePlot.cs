using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Tiles;

/// <summary>Draws one tile.</summary>
internal sealed class TilePlot(Page page, MetricTile tile, Box box)
{
    private const double Padding = 24, Radius = 14, SparkWidth = 220, SparkHeight = 96, LeastBar = 80;

    private static readonly double[] Sizes = [64, 48, 36];

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly TileWords _words = new(tile);
    private readonly TextStyle _name = new(24, page.Theme.Muted, 600);

    private double Left => box.Left + Padding;

    private double Right => box.Right - Padding;

    private double SparkLeft => box.Right - 36 - SparkWidth;

    private bool HasSpark => tile.Trend.Count(v => v is not null) > 1;

    public void Draw()
    {
        _canvas.Rect(box.Inset(1), new Paint(_theme.Background) { Outline = new Stroke(_theme.Grid, 2) }, Radius);
        _canvas.Text(new(Left, box.Top + 40), Fit.Cut(SafeText.Clean(_words.Name), _name, (HasSpark ? SparkLeft - 12 : Right) - Left), _name);
        var valueRight = Value();
        Delta();
        if (HasSpark && valueRight <= SparkLeft - 12) Spark();
        Note();
    }

    /// <summary>The value as large as it fits; the answer is where it ends.</summary>
    private double Value()
    {
        var styles = Sizes.Select(size => new TextStyle(size, _theme.Text, 700) { Spacing = -0.02 }).ToArray();
        var room = (HasSpark ? SparkLeft - 12 : Right) - Left;
        var style = styles.FirstOrDefault(s => Fit.Fits(_words.Value, s, room)) ?? styles.FirstOrDefault(s => Fit.Fits(_words.Value, s, Right - Left), styles[^1]);
        _canvas.Text(new(Left, box.Top + 112), _words.Value, style);
        return Left + Fonts.Width(_words.Value, style);
    }

    private void Delta()
    {
        if (_words.Delta is not { } delta) return;
        var colour = _words.Mood switch { 1 => _theme.Good, -1 => _theme.Bad, _ => _theme.Muted };
        var arrow = _words.Direction switch { 1 => "▲ ", -1 => "▼ ", _ => "" };
        _canvas.Text(new(Left, box.Top + 154), arrow + delta, new TextStyle(28, colour, 700));
    }

    private void Spark()
    {
        var top = box.Top + 30;
        SparkPath.Draw(_canvas, _theme, tile.Trend, new Box(SparkLeft - 9.5, top - 9.5, SparkLeft + SparkWidth + 9.5, top + SparkHeight + 9.5));
    }

    private void Note()
    {
        var baseline = box.Top + 200;
        var note = SafeText.Clean(_words.Note);
        _canvas.Text(new(Left, baseline), Fit.Cut(note, page.Small, Right - Left), page.Small);
        var bar = Left + Fonts.Width(note, page.Small) * Fit.Spare + 16;
        if (_words.Reached is not { } reached || Right - bar < LeastBar) return;
        _canvas.Rect(new Box(bar, baseline - 14, Right, baseline), new Paint(_theme.Grid), 7);
        var length = Math.Max(14, (Right - bar) * (double)Math.Min(1, reached));
        if (reached > 0) _canvas.Rect(new Box(bar, baseline - 14, bar + length, baseline), new Paint(_theme.Accent), 7);
    }
}
