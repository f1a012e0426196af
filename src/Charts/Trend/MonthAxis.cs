using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Trend;

/// <summary>Month names under the slots: as many as fit, the year once and again when it changes.</summary>
internal static class MonthAxis
{
    private const int MostLabels = 8;
    private const double Gap = 24;

    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 60];

    public static void Draw(Page page, Series trend, TrendLayout layout)
    {
        if (trend.IsSingle)
        {
            page.Canvas.Text(new(layout.X(0), 572), $"{Days.MonthYear(trend.First)}, first month", page.Small.Middle);
            return;
        }

        var labels = Steps.Select(step => Labels(trend, step)).First(l => l.Count <= 1 || (l.Count <= MostLabels && Fits(l, page, layout)));
        foreach (var (slot, text) in labels)
        {
            var x = layout.X(slot);
            page.Canvas.Line(new(x, 544), new(x, 551), new Stroke(page.Theme.Axis, 2));
            page.Canvas.Text(new(x, 572), text, page.Small.Middle);
        }
    }

    private static List<(int Slot, string Text)> Labels(Series trend, int step)
    {
        List<(int, string)> labels = [];
        var year = 0;
        for (var slot = 0; slot < trend.Slots; slot += step)
        {
            var month = trend.MonthAt(slot);
            labels.Add((slot, month.Year == year ? Days.Month(month) : Days.MonthYear(month)));
            year = month.Year;
        }

        return labels;
    }

    private static bool Fits(List<(int Slot, string Text)> labels, Page page, TrendLayout layout)
    {
        var boxes = labels.Select(l => Canvas.BoxOf(new(layout.X(l.Slot), 572), l.Text, page.Small.Middle)).ToArray();
        return boxes.Zip(boxes.Skip(1)).All(pair => pair.First.Right + Gap <= pair.Second.Left) && boxes[^1].Right <= Page.Right;
    }
}
