using RevenueBot.Charts.Axes;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>The two scales of the curves and the words at the projection's end.</summary>
internal sealed record CurveLayout(Scale X, Scale Y, int LastMonth, IReadOnlyList<decimal> Ticks)
{
    public const double Top = 150, Bottom = 556;
    private const double LeastLeft = 128, FarthestRight = 980, EndGap = 16, ShortestAxis = 6, MonthLabel = 40;
    private const double Quarter = 0.25;

    /// <summary>Months between two labels: the fewest that keep seven labels or less.</summary>
    public int MonthStep => ((int[])[1, 2, 3, 6, 12, 24]).FirstOrDefault(s => LastMonth / s < 7, 60);

    public static CurveLayout Of(CurveTable curves, Page page)
    {
        var highest = (double)curves.Lines.SelectMany(l => l).Concat(curves.Chain).Concat(curves.Projected.Select(p => p.Band95.High)).Max();
        var step = highest <= 1 ? Quarter : Math.Max(Quarter, Svg.Ticks.Step(highest / 5));
        var high = Math.Max(1, Math.Ceiling(highest / step - 1e-9) * step);
        var ticks = Svg.Ticks.Between(0, high, step);
        var left = page.PlotLeft(LeastLeft, ticks.Select(tick => Percent.Whole(tick)));
        var last = Math.Max(Math.Max(curves.Last, curves.Projected.Count > 0 ? curves.Projected[^1].Month : 0), curves.Lines.Select(l => l.Count - 1).DefaultIfEmpty().Max());
        var right = Math.Min(FarthestRight, page.Right - EndGap - EndLines(curves, page).Select(e => Fonts.Width(e.Text, e.Style)).DefaultIfEmpty(page.IsSlim ? 0 : MonthLabel).Max() * Fit.Spare);
        var axis = (int)Math.Max(last, ShortestAxis);
        return new CurveLayout(new Scale(0, axis, left, right), new Scale(0, high, Bottom, Top), axis, ticks);
    }

    /// <summary>The projected share, the word, and both intervals in figures.</summary>
    public static IReadOnlyList<(string Text, TextStyle Style)> EndLines(CurveTable curves, Page page)
    {
        if (curves.Projection is null) return [];
        var last = curves.Projected[^1];
        return
        [
            (Percent.Whole(last.Share), new TextStyle(28, page.Theme.Projection, 700)), ("projected", page.Small),
            ($"80%: {CurveWords.Range(last.Band80)}", page.Small), ($"95%: {CurveWords.Range(last.Band95)}", page.Small),
        ];
    }

    public Point At(int month, decimal share) => new(X[(double)month], Y[share]);

    public FanPoint Projected(ProjectedRetention p) =>
        new(X[(double)p.Month], Y[p.Share], (Y[Math.Max(0, p.Band80.Low)], Y[p.Band80.High]), (Y[Math.Max(0, p.Band95.Low)], Y[p.Band95.High]));
}
