using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Axes;

/// <summary>Horizontal lines of a panel with their values left of them.</summary>
/// <param name="Page">The page they stand on.</param>
/// <param name="Left">Where the lines begin.</param>
/// <param name="Right">Where they end.</param>
internal sealed record Gridlines(Page Page, double Left, double Right)
{
    /// <summary>A hairline, or in the axis colour the base of the panel.</summary>
    public void Draw(double y, string label, bool isBase = false)
    {
        Page.Canvas.Line(new(Left, y), new(Right, y), new Stroke(isBase ? Page.Theme.Axis : Page.Theme.Grid, 2));
        Label(y, label);
    }

    public void Label(double y, string label) => Page.Canvas.Text(new(Left - 12, y + 8), label, Page.Small.End);
}
