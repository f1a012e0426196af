using System.Globalization;
using System.Xml.Linq;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Tests;

/// <summary>A drawn text as the reader of the SVG sees it.</summary>
internal sealed record Written(string Text, double Size, Box Box);

/// <summary>Reads a chart's SVG back and says what is wrong with it.</summary>
internal sealed class Sheet
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    private readonly Box _room = new(20, 20, 1180, 661);

    public Sheet(Chart chart)
        : this(chart.Svg)
    {
    }

    private Sheet(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        Texts = [.. Root.Descendants(Ns + "text").Select(Read)];
    }

    private Sheet(ChartInside drawing, int width)
        : this($"<svg xmlns=\"{Ns}\">{drawing.Content}</svg>") => _room = new(0, 100, width, double.PositiveInfinity);

    /// <summary>As it stands in half of a web page; null where it never does.</summary>
    public static Sheet? Half(Chart chart) => chart.Half is { } half ? new(half.Value, Page.HalfWidth) : null;

    /// <summary>As it stands in a page on a phone; null where it never does.</summary>
    public static Sheet? Slim(Chart chart) => chart.Slim is { } slim ? new(slim.Value, Page.SlimWidth) : null;

    public XElement Root { get; }

    public IReadOnlyList<Written> Texts { get; }

    public string Title => Root.Element(Ns + "title")!.Value;

    public string Description => Root.Element(Ns + "desc")!.Value;

    public IEnumerable<string> Faults()
    {
        foreach (var text in Texts)
        {
            if (text.Size < 22) yield return $"small: {text.Text}";
            if (IsOutside(text.Box)) yield return $"outside: {text.Text} {text.Box}";
        }

        for (var i = 0; i < Texts.Count; i++)
        {
            foreach (var other in Texts.Skip(i + 1).Where(o => o.Box.Touches(Texts[i].Box, 4))) yield return $"overlap: {Texts[i].Text} | {other.Text}";
        }

        foreach (var (name, box) in Marks())
        {
            if (IsOutside(box)) yield return $"outside: {name} {box}";
            if (double.IsNaN(box.Left + box.Right + box.Top + box.Bottom)) yield return $"not a number: {name}";
        }
    }

    private bool IsOutside(Box box) => box.Left < _room.Left || box.Right > _room.Right || box.Top < _room.Top || box.Bottom > _room.Bottom;

    /// <summary>Every shape but the ground.</summary>
    private IEnumerable<(string Name, Box Box)> Marks()
    {
        foreach (var e in Root.Elements().Where(e => (string?)e.Attribute("width") != "1200"))
        {
            if (e.Name == Ns + "rect") yield return (e.ToString(), new(N(e, "x"), N(e, "y"), N(e, "x") + N(e, "width"), N(e, "y") + N(e, "height")));
            if (e.Name == Ns + "line") yield return (e.ToString(), new(N(e, "x1"), N(e, "y1"), N(e, "x2"), N(e, "y2")));
            if (e.Name == Ns + "circle") yield return (e.ToString(), new(N(e, "cx") - N(e, "r"), N(e, "cy") - N(e, "r"), N(e, "cx") + N(e, "r"), N(e, "cy") + N(e, "r")));
            if (e.Name == Ns + "path") yield return (e.ToString(), Bounds((string)e.Attribute("d")!));
        }
    }

    private static Box Bounds(string data)
    {
        var points = data.Trim('M', 'Z', ' ').Split(" L").Select(p => p.Split(',').Select(Parse).ToArray()).ToArray();
        return new(points.Min(p => p[0]), points.Min(p => p[1]), points.Max(p => p[0]), points.Max(p => p[1]));
    }

    private static Written Read(XElement e)
    {
        var anchor = (string?)e.Attribute("text-anchor") switch { "end" => Anchor.End, "middle" => Anchor.Middle, _ => Anchor.Start };
        var size = N(e, "font-size");
        var style = new TextStyle(size, "", (int?)e.Attribute("font-weight") ?? 400) { Anchor = anchor, Spacing = e.Attribute("letter-spacing") is null ? 0 : N(e, "letter-spacing") / size };
        return new Written(e.Value, size, Canvas.BoxOf(new(N(e, "x"), N(e, "y")), e.Value, style));
    }

    private static double N(XElement e, string name) => Parse((string)e.Attribute(name)!);

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
