using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Sample;

/// <summary>One rate a month for each foreign currency, wandering by at most 1.5% a month.</summary>
internal static class SampleFx
{
    public static IEnumerable<FxRate> Rates(SampleCalendar calendar) => [.. Walk(calendar, "EUR", 1.0800m, 4), .. Walk(calendar, "JPY", 0.006800m, 6)];

    private static IEnumerable<FxRate> Walk(SampleCalendar calendar, string code, decimal rate, int decimals)
    {
        var dice = Dice.For($"fx {code}", 0);
        foreach (var month in calendar.Months)
        {
            rate = Math.Round(rate * (1000 + dice.Between(-15, 15)) / 1000, decimals, MidpointRounding.AwayFromZero);
            yield return new FxRate(Currency.Parse(code), month.FirstDay, WholeMonth: true, rate);
        }
    }
}
