using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>Says which line is which, in the first corner that no line crosses.</summary>
internal sealed class CurveKey(Page page, CurveLayout layout, IReadOnlyList<Point[]> lines)
{
    private const string All = "All cohorts, weighted", Each = "One line per monthly cohort";
    private const double Sample = 34, Indent = 46, LineHeight = 33, Step = 6;

    private TextStyle Bold => page.SmallText with { Weight = 600 };

    private double Width => Indent + Math.Max(Fonts.Width(All, Bold), Fonts.Width(Each, page.Small));

    public void Draw()
    {
        var (left, right) = (layout.X.AtLow, layout.X.AtHigh - Width);
        Point[] corners = [new(left, 390), new(left, 488), new(right, 190), new(right, 488), new(right, 390)];
        var at = corners.FirstOrDefault(IsFree, corners[1]);
        page.Canvas.Line(at, at with { X = at.X + Sample }, new Stroke(page.Theme.Total, 6));
        page.Canvas.Text(new(at.X + Indent, at.Y + 8), All, Bold.OverLines);
        if (lines.Count < 2) return;
        var each = at with { Y = at.Y + LineHeight };
        page.Canvas.Line(each, each with { X = each.X + Sample }, new Stroke(page.Theme.Axis, 1.5));
        page.Canvas.Text(new(each.X + Indent, each.Y + 8), Each, page.Small.OverLines);
    }

    private bool IsFree(Point at)
    {
        var box = new Box(at.X - 4, at.Y - 24, at.X + Width + 8, at.Y + LineHeight + 20);
        return page.Canvas.IsFree(box) && lines.SelectMany(Along).All(p => p.X < box.Left || p.X > box.Right || p.Y < box.Top || p.Y > box.Bottom);
    }

    private static IEnumerable<Point> Along(Point[] line) => line.Zip(line.Skip(1)).SelectMany(pair =>
    {
        var (a, b) = pair;
        var steps = (int)Math.Max(1, (Math.Abs(b.X - a.X) + Math.Abs(b.Y - a.Y)) / Step);
        return Enumerable.Range(0, steps + 1).Select(i => new Point(a.X + (b.X - a.X) * i / steps, a.Y + (b.Y - a.Y) * i / steps));
    });
}
