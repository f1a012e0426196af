using RevenueBot.Charts;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>One period from opening to closing as a picture. Its amounts are those shown in the table, so that both add up alike.</summary>
internal static class BridgePicture
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static Lazy<Chart> Draw(PeriodMrr row, Wording.MoneyFormat money, string footer) =>
        new(() => WaterfallChart.Draw(Data(row, money), new ChartFrame { Footer = footer }));

    private static RevenueWaterfall Data(PeriodMrr row, Wording.MoneyFormat money)
    {
        var shown = Line.ShownAmounts(row, money).Select(amount => amount / MicrosPerUnit).ToArray();
        return new()
        {
            Currency = money.Currency.Code, From = row.Period.Start, To = row.Period.LastDay, Opening = money.Round(row.Opening) / MicrosPerUnit,
            New = shown[0], Expansion = shown[1], Reactivation = shown[2], Resumed = shown[3], Contraction = shown[4], Churn = shown[5],
            Paused = shown[6], Fx = shown[7],
        };
    }
}
