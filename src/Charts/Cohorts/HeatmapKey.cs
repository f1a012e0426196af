using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>Says what the colours and the outline mean: in the empty corner, else in one line below the rows.</summary>
internal sealed class HeatmapKey(Page page, HeatmapLayout layout)
{
    private const double StepHeight = 24, Gap = 16;
    private const decimal Lowest = 0.6m;
    private const string Low = "60% or less", NotOverYet = "month not over yet";

    private readonly Canvas _canvas = page.Canvas;

    private string High => layout.Table.Kind == RetentionKind.NetRevenue ? "100% or more" : "100%";

    private double StepWidth => page.IsFramed ? 46 : 36;

    private double RampWidth => StepWidth * page.Theme.Ramp.Count;

    /// <summary>The place of a share on the ramp of seven equal steps from 60% to 100%.</summary>
    public static int Step(decimal share) => (int)Math.Clamp((share - Lowest) / (1 - Lowest) * 7, 0, 6);

    public static Paint NotOver(Page page) => Paint.Line(new Stroke(page.Theme.Axis, 2) { Dash = "6 4" });

    public void Draw()
    {
        var (x, y) = (layout.Key.X, layout.Key.Y);
        if (layout.KeyInCorner)
        {
            Ramp(x, y);
            _canvas.Text(new(x, y + 52), Low, page.Small);
            _canvas.Text(new(x + RampWidth - 2, y + 52), High, page.Small.End);
            if (layout.Table.HasPart) Outline(x, y + 74);
            return;
        }

        _canvas.Text(new(x, y + 20), Low, page.Small);
        x += Fonts.Width(Low, page.Small) + Gap;
        Ramp(x, y);
        x += RampWidth + Gap;
        _canvas.Text(new(x, y + 20), High, page.Small);
        if (!layout.Table.HasPart) return;
        if (page.IsSlim) Outline(layout.Key.X, y + 40);
        else Outline(x + Fonts.Width(High, page.Small) + 2 * Gap, y);
    }

    private void Ramp(double x, double y)
    {
        for (var step = 0; step < page.Theme.Ramp.Count; step++)
        {
            var left = x + StepWidth * step;
            _canvas.Rect(new Box(left, y, left + StepWidth - 2, y + StepHeight), new Paint(page.Theme.Ramp[step]), 3);
        }
    }

    private void Outline(double x, double y)
    {
        _canvas.Rect(new Box(x + 1, y, x + 43, y + StepHeight), NotOver(page), 4);
        _canvas.Text(new(x + 56, y + 20), NotOverYet, page.Small);
    }
}
