using System.Globalization;
using System.Security;
using System.Text;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Svg;

/// <summary>
/// Collects the elements of one chart. Presentation attributes only, numbers with one decimal, all text cleaned and escaped.
/// Remembers where text stands, so that later text can keep clear of it.
/// </summary>
internal sealed class Canvas(string id, string surface)
{
    private const double GapBetweenTexts = 6;

    private readonly StringBuilder _body = new();
    private readonly List<string> _patterns = [];
    private readonly List<Box> _taken = [];

    /// <summary>Definitions and elements, in drawing order.</summary>
    public string Content => (_patterns.Count > 0 ? $"<defs>{string.Concat(_patterns)}</defs>\n" : "") + _body;

    /// <summary>The lowest point of what was drawn since the last mark.</summary>
    public double Lowest { get; private set; }

    /// <summary>The place from which <see cref="Since"/> and <see cref="Lowest"/> count.</summary>
    public int Mark()
    {
        Lowest = 0;
        return _body.Length;
    }

    /// <summary>Definitions, and the elements that were drawn after a mark.</summary>
    public string Since(int mark) => (_patterns.Count > 0 ? $"<defs>{string.Concat(_patterns)}</defs>\n" : "") + _body.ToString(mark, _body.Length - mark);

    /// <summary>Another drawing scaled into a box, its own coordinates cut to a window.</summary>
    public void Nested(Box box, Box window, string content) =>
        Add($"<svg x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" viewBox=\"{N(window.Left)} {N(window.Top)} {N(window.Width)} {N(window.Height)}\">\n{content}</svg>");

    public void Rect(Box box, Paint paint, double radius = 0)
    {
        Reach(box.Bottom);
        var round = radius > 0 ? $" rx=\"{N(radius)}\"" : "";
        Add($"<rect x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\"{round}{Look(paint)}/>");
    }

    public void Line(Point from, Point to, Stroke stroke)
    {
        Reach(Math.Max(from.Y, to.Y));
        Add($"<line x1=\"{N(from.X)}\" y1=\"{N(from.Y)}\" x2=\"{N(to.X)}\" y2=\"{N(to.Y)}\"{Look(stroke)}/>");
    }

    public void Polyline(IEnumerable<Point> points, Stroke stroke)
    {
        var cap = stroke.Dash is null ? "round" : "butt";
        Add($"<path d=\"{Data(points)}\" fill=\"none\"{Look(stroke)} stroke-linejoin=\"round\" stroke-linecap=\"{cap}\"/>");
    }

    public void Area(IEnumerable<Point> outline, string fill) => Add($"<path d=\"{Data(outline)} Z\" fill=\"{fill}\"/>");

    public void Dot(Point centre, double radius, Paint paint)
    {
        Reach(centre.Y + radius);
        Add($"<circle cx=\"{N(centre.X)}\" cy=\"{N(centre.Y)}\" r=\"{N(radius)}\"{Look(paint)}/>");
    }

    /// <summary>Writes one line of text with its baseline at the point.</summary>
    public void Text(Point at, string text, TextStyle style)
    {
        var clean = SafeText.Clean(text);
        if (clean.Length == 0) return;
        _taken.Add(BoxOf(at, clean, style));
        Reach(at.Y + (style.Size * 0.3));
        var weight = style.Weight == 400 ? "" : $" font-weight=\"{style.Weight}\"";
        var anchor = style.Anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", Anchor.Start => "" };
        var spacing = style.Spacing == 0 ? "" : $" letter-spacing=\"{N(style.Spacing * style.Size)}\"";
        var halo = style.Halo ? $" stroke=\"{surface}\" stroke-width=\"7\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "";
        Add($"<text x=\"{N(at.X)}\" y=\"{N(at.Y)}\" font-size=\"{N(style.Size)}\"{weight}{anchor}{spacing} fill=\"{style.Fill}\"{halo}>"
            + SecurityElement.Escape(clean) + "</text>");
    }

    /// <summary>The room a text takes, from its ascenders to its descenders.</summary>
    public static Box BoxOf(Point at, string text, TextStyle style)
    {
        var width = Fonts.Width(text, style);
        var left = at.X - style.Anchor switch { Anchor.End => width, Anchor.Middle => width / 2, Anchor.Start => 0 };
        return new Box(left, at.Y - style.Size * 0.74, left + width, at.Y + style.Size * 0.2);
    }

    /// <summary>True when no text stands in the box yet.</summary>
    public bool IsFree(Box box) => !_taken.Any(t => t.Touches(box, GapBetweenTexts));

    /// <summary>Keeps later text out of the box.</summary>
    public void Reserve(Box box) => _taken.Add(box);

    /// <summary>A diagonal pattern of the colour for what is not over yet; the answer goes into a fill.</summary>
    public string Hatch(string colour, string key)
    {
        var name = $"{id}-h-{key}";
        var pattern = $"<pattern id=\"{name}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            + $"<rect width=\"8\" height=\"8\" fill=\"{surface}\"/><rect width=\"4\" height=\"8\" fill=\"{colour}\"/></pattern>";
        if (!_patterns.Contains(pattern)) _patterns.Add(pattern);
        return $"url(#{name})";
    }

    private static string Look(Paint paint) => $" fill=\"{paint.Fill}\"" + (paint.Outline is { } stroke ? Look(stroke) : "");

    private static string Look(Stroke stroke) =>
        $" stroke=\"{stroke.Colour}\" stroke-width=\"{N(stroke.Width)}\"" + (stroke.Dash is { } dash ? $" stroke-dasharray=\"{dash}\"" : "");

    private string Data(IEnumerable<Point> points) => "M" + string.Join(" L", points.Select(p =>
    {
        Reach(p.Y);
        return $"{N(p.X)},{N(p.Y)}";
    }));

    private void Reach(double y) => Lowest = Math.Max(Lowest, y);

    private static string N(double value)
    {
        var text = Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private void Add(string element) => _body.Append(element).Append('\n');
}
