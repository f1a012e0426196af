using RevenueBot.Charts;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Questions.Health;

/// <summary>The bands of health as a picture; it names nobody.</summary>
internal static class HealthPicture
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static Lazy<Chart> Draw(HealthSummary summary, string currency, (DateOnly Day, DateOnly WeekAgo) days, string footer)
    {
        var isCompared = summary.WeekAgo.Sum(band => band.Customers) > 0;
        return new(() => HealthChart.Draw(
            new HealthBands
            {
                Currency = currency, Day = days.Day, Before = days.WeekAgo,
                Bands = [.. HealthDistribution.Order.Select(band => new Charts.HealthBand(Level(band), summary.Of(band).Customers, Math.Max(0, summary.Of(band).Mrr) / MicrosPerUnit, isCompared ? summary.WeekAgo[(int)band].Customers : null))],
            },
            new ChartFrame { Footer = footer }));
    }

    private static HealthLevel Level(Metrics.Health.HealthBand band) => band switch
    {
        Metrics.Health.HealthBand.High => HealthLevel.HighRisk,
        Metrics.Health.HealthBand.Medium => HealthLevel.Medium,
        Metrics.Health.HealthBand.Healthy => HealthLevel.Healthy,
        Metrics.Health.HealthBand.InsufficientData => HealthLevel.TooLittleData,
    };
}
