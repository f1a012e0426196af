using RevenueBot.Charts;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Daily;

/// <summary>The day as tiles: MRR with its target, what was received, who came, and who leaves.</summary>
internal static class DayPicture
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static Lazy<Chart> Draw(DayWords words, string footer) => new(() => TilesChart.Draw(
        new MetricTiles { Day = words.Asked.Day, Before = words.Asked.Day.AddDays(-1), Tiles = Tiles(words) }, new ChartFrame { Footer = footer }));

    private static IReadOnlyList<MetricTile> Tiles(DayWords words)
    {
        var (asked, view) = (words.Asked, words.View);
        var (money, ends) = (Measure.Money(asked.Currency.Code), view.Facts.Ends);
        var mrr = words.Target() is { } target ? TargetPicture.Tile(target, new TargetLine(asked)) with { Name = "MRR" } : new MetricTile("MRR", money, view.Now.Closing / MicrosPerUnit);
        return
        [
            mrr with { Before = view.Now.Opening / MicrosPerUnit, HigherIsBetter = true },
            new MetricTile("Revenue received", money, view.Revenue.Micros / MicrosPerUnit) { Note = $"{Format.Counted(view.Revenue.Payments, "payment")}, {Format.Count(view.Revenue.GivenBack)} given back" },
            new MetricTile("Sign-ups", Measure.Count, view.Facts.SignUps) { Note = $"{Format.Counted(ends.CancelsClicked, "cancel")} clicked, {Format.Count(ends.SubscriptionsEnded)} ended" },
            new MetricTile("Customer churn", Measure.Percentage, view.Churn.LogoChurn)
            {
                Note = view.Churn.LogoChurn is null ? $"no paying customers at the start of {words.ChurnMonth}" : $"{Format.Count(view.Churn.LeftCustomers)} of {Format.Count(view.Churn.OpeningCustomers)} in {words.ChurnMonth}",
            },
        ];
    }
}
