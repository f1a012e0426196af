using System.Security;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Svg;

/// <summary>
/// The frame that all charts share: 1200 × 675, title, subtitle, rule and footer around a free plot. In half of a web page and on a phone the plot stands
/// alone and is narrower, so that its text is as large there as elsewhere.
/// </summary>
internal sealed class Page
{
    public const int Width = 1200, Height = 675, HalfWidth = 880, SlimWidth = 652;
    public const double PlotTop = 140, PlotBottom = 560;

    private const string FontFamily = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
    private const string Source = "RevenueBot";

    private readonly string _id;
    private readonly int _width;

    /// <param name="width">Below <see cref="Width"/> it has no frame, and is as high as its plot needs.</param>
    public Page(string chart, ChartFrame frame, int width = Width)
    {
        (Theme, _width) = (frame.Theme, width);
        _id = $"c{chart}{Theme.Name[0]}{(frame.Instance > 0 ? frame.Instance : "")}";
        Canvas = new Canvas(_id, Theme.Surface);
        if (IsFramed) Canvas.Rect(new Box(0, 0, Width, Height), new Paint(Theme.Surface));
    }

    /// <summary>Whether the plot has the full width, with a frame around it.</summary>
    public bool IsFramed => _width == Width;

    /// <summary>Whether the plot is drawn for a phone: <see cref="SlimWidth"/> wide.</summary>
    public bool IsSlim => _width == SlimWidth;

    public double Margin => IsFramed ? 48 : 8;

    public double Right => _width - Margin;

    /// <summary>Where the points stand whose figures a reader may point at; empty where every figure is written.</summary>
    public IReadOnlyList<double> Columns { get; set; } = [];

    private double Room => Right - Margin;

    public Theme Theme { get; }

    public Canvas Canvas { get; }

    public TextStyle Small => new(22, Theme.Muted);

    public TextStyle SmallText => new(22, Theme.Text);

    /// <summary>Draws the title, wrapped to two lines when it has to be, and the first subtitle that fits.</summary>
    public void Head(string title, IReadOnlyList<string> subtitles)
    {
        var shifted = Title(SafeText.Clean(title));
        var style = new TextStyle(24, Theme.Muted);
        Canvas.Text(new Point(Margin, shifted ? 117 : 112), Fit.First([.. subtitles.Select(SafeText.Clean)], style, Room), style);
    }

    /// <summary>Draws the rule, the first footer that fits and the name of the source.</summary>
    public void Foot(IReadOnlyList<string> footers)
    {
        var source = Small.End with { Weight = 600 };
        Canvas.Line(new Point(Margin, 620), new Point(Right, 620), new Stroke(Theme.Grid, 2));
        var room = Room - Fonts.Width(Source, source) - 24;
        Canvas.Text(new Point(Margin, 652), Fit.First([.. footers.Select(SafeText.Clean)], Small, room), Small);
        Canvas.Text(new Point(Right, 652), Source, source);
    }

    /// <summary>Where a plot begins that has the values of its grid lines at its left.</summary>
    /// <param name="least">Where it begins at the least, in the full width.</param>
    /// <param name="ticks">As they are written.</param>
    public double PlotLeft(double least, IEnumerable<string> ticks) =>
        Math.Max(IsFramed ? least : 0, Margin + 12 + ticks.Select(tick => Fonts.Width(tick, Small)).DefaultIfEmpty().Max() * Fit.Spare);

    /// <summary>Says in the place of the plot what is missing and what to do.</summary>
    public void NoData(string missing, string advice)
    {
        var (middle, top) = ((Margin + Right) / 2, IsFramed ? 362 : PlotTop + 90);
        Canvas.Rect(new Box(Margin, PlotTop + 8, Right, IsFramed ? 588 : PlotTop + 200), Paint.Line(new Stroke(Theme.Axis, 2) { Dash = "8 6" }), 14);
        Canvas.Text(new Point(middle, top), missing, new TextStyle(24, Theme.Text, 600).Middle);
        var (line, rest) = Fit.Break(advice, Small, Room - 2 * Margin);
        Canvas.Text(new Point(middle, top + 34), line, Small.Middle);
        Canvas.Text(new Point(middle, top + 62), Fit.Cut(rest, Small, Room - 2 * Margin), Small.Middle);
    }

    /// <summary>The finished document.</summary>
    public string Svg(string title, string description) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" "
        + $"aria-labelledby=\"{_id}-t {_id}-d\" font-family=\"{FontFamily}\">\n"
        + $"<title id=\"{_id}-t\">{Escaped(title)}</title>\n"
        + $"<desc id=\"{_id}-d\">{Escaped(description)}</desc>\n"
        + Canvas.Content + "</svg>\n";

    /// <summary>A text to be read aloud, fit to stand in an element.</summary>
    public static string Escaped(string text) => SecurityElement.Escape(SafeText.Readable(text));

    private bool Title(string title)
    {
        foreach (var size in (double[])[40, 36, 32])
        {
            var style = Heading(size);
            if (!Fit.Fits(title, style, Room)) continue;
            Canvas.Text(new Point(Margin, 74), title, style);
            return false;
        }

        var (line, rest) = Fit.Break(title, Heading(32), Room);
        Canvas.Text(new Point(Margin, rest.Length > 0 ? 47 : 74), line, Heading(32));
        Canvas.Text(new Point(Margin, 83), Fit.Cut(rest, Heading(32), Room), Heading(32));
        return rest.Length > 0;
    }

    private TextStyle Heading(double size) => new(size, Theme.Text, 700) { Spacing = -0.015 };
}
