using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Axes;

/// <summary>Months on numbered slots and where they stand.</summary>
/// <param name="First">The month of slot 0.</param>
/// <param name="Count">How many slots there are.</param>
/// <param name="X">The middle of a slot.</param>
/// <param name="Baseline">Baseline of the names; their tick marks stand 28 px above it.</param>
internal sealed record MonthAxis(DateOnly First, int Count, Func<int, double> X, double Baseline)
{
    private const int MostLabels = 8;
    private const double Gap = 24;

    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 60];

    /// <summary>Writes as many names as fit, the year once and again when it changes.</summary>
    public void Draw(Page page)
    {
        var labels = Steps.Select(Labels).First(l => l.Count <= 1 || (l.Count <= MostLabels && Fits(l, page)));
        foreach (var (slot, text) in labels)
        {
            page.Canvas.Line(new(X(slot), Baseline - 28), new(X(slot), Baseline - 21), new Stroke(page.Theme.Axis, 2));
            page.Canvas.Text(new(X(slot), Baseline), text, page.Small.Middle);
        }
    }

    /// <summary>Names the only month there is.</summary>
    public void DrawSingle(Page page) =>
        page.Canvas.Text(new(X(0), Baseline), $"{Days.MonthYear(First)}, first month", page.Small.Middle);

    private List<(int Slot, string Text)> Labels(int step)
    {
        List<(int, string)> labels = [];
        var year = 0;
        for (var slot = 0; slot < Count; slot += step)
        {
            var month = First.AddMonths(slot);
            labels.Add((slot, month.Year == year ? Days.Month(month) : Days.MonthYear(month)));
            year = month.Year;
        }

        return labels;
    }

    private bool Fits(List<(int Slot, string Text)> labels, Page page)
    {
        var boxes = labels.Select(l => Canvas.BoxOf(new(X(l.Slot), Baseline), l.Text, page.Small.Middle)).ToArray();
        return boxes.Zip(boxes.Skip(1)).All(pair => pair.First.Right + Gap <= pair.Second.Left) && boxes[^1].Right <= page.Right;
    }
}
