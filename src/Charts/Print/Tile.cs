using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>One large figure: its name above, its comparison below.</summary>
internal sealed class Tile
{
    private const double Pad = 18;
    private const int ComparisonLines = 3;
    private static readonly double[] Sizes = [44, 38, 32, 27, 23];

    private readonly IReadOnlyList<string> _label, _comparison;
    private readonly string _value;
    private readonly TextStyle _style;

    public Tile(PrintFigure figure, double width)
    {
        var inside = width - (2 * Pad);
        var value = SafeText.Clean(figure.Value);
        _style = Sizes.Select(size => new TextStyle(size, Sheet.Theme.Text, 700) { Spacing = -0.01 }).FirstOrDefault(style => Fit.Fits(value, style, inside)) ?? new TextStyle(Sizes[^1], Sheet.Theme.Text, 700);
        _value = Fit.Cut(value, _style, inside);
        _label = Wrapped.Of(figure.Label, Sheet.Small, inside, 2);
        _comparison = Wrapped.Of(figure.Comparison ?? "", Sheet.Small, inside, ComparisonLines);
        Width = width;
    }

    private double Width { get; }

    public double Height => (2 * Pad) + ((_label.Count + _comparison.Count) * Sheet.Leading(Sheet.Small)) + 54;

    public void Draw(Canvas canvas, Point at, double height)
    {
        canvas.Rect(new Box(at.X, at.Y, at.X + Width, at.Y + height), new Paint(Sheet.Theme.Background), 10);
        var y = at.Y + Pad;
        Blocks.Lines(canvas, new(at.X + Pad, y), _label, Sheet.Small);
        y += _label.Count * Sheet.Leading(Sheet.Small);
        canvas.Text(new(at.X + Pad, y + 42), _value, _style);
        Blocks.Lines(canvas, new(at.X + Pad, y + 54), _comparison, Sheet.Small);
    }
}
