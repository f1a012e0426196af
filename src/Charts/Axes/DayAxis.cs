using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Axes;

/// <summary>Days below a plot: the first one, then as many Mondays as fit.</summary>
/// <param name="First">The first day.</param>
/// <param name="Count">How many days there are.</param>
/// <param name="X">Where a day stands.</param>
/// <param name="Top">The base line of the plot.</param>
internal sealed record DayAxis(DateOnly First, int Count, Func<int, double> X, double Top)
{
    private const double Gap = 24;
    private const int Week = 7;

    public void Draw(Page page)
    {
        var right = double.NegativeInfinity;
        foreach (var day in Days())
        {
            var (at, text) = (new Point(X(day), Top + 32), Figures.Days.Day(First.AddDays(day)));
            var box = Canvas.BoxOf(at, text, page.Small.Middle);
            if (box.Left < right + Gap) continue;
            right = box.Right;
            page.Canvas.Line(new(at.X, Top), new(at.X, Top + 8), new Stroke(page.Theme.Axis, 2));
            page.Canvas.Text(at, text, page.Small.Middle);
        }
    }

    private IEnumerable<int> Days()
    {
        var monday = ((int)DayOfWeek.Monday - (int)First.DayOfWeek + Week) % Week;
        int[] mondays = [.. Enumerable.Range(0, Count).Where(d => d % Week == monday)];
        return [0, .. mondays.Where(d => d > 0)];
    }
}
