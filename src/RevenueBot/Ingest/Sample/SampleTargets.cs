using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>Targets that fit the figures: the past ones met about half the time, the current one a little above today's MRR.</summary>
internal static class SampleTargets
{
    private const int Coming = 6;
    private const int Step = 500;

    public static IEnumerable<Target> Of(IReadOnlyList<SubscriptionEvent> events, FxRates rates, SampleCalendar calendar)
    {
        var movements = events.GroupBy(e => e.CustomerId).SelectMany(c => Movements.Fold([.. c], LedgerRules.Default)).ToList();
        var dice = Dice.For("targets", 0);
        foreach (var month in calendar.Months.SkipLast(1)) yield return Level(month, MrrOn(month.LastDay) * dice.Between(96, 104) / 100);
        var current = MrrOn(calendar.AsOf);
        for (var ahead = 0; ahead <= Coming; ahead++) yield return Level(Month.Of(calendar.AsOf).Plus(ahead), current * (103 + (3 * ahead)) / 100);
        foreach (var month in calendar.Months.TakeLast(13).SelectMany(m => m == Month.Of(calendar.AsOf) ? Enumerable.Range(0, Coming + 1).Select(m.Plus) : [m]))
        {
            yield return new Target("nps", month, TargetKind.Minimum, 40, null);
            yield return new Target("arpa", month, TargetKind.Range, 130, 170);
        }

        decimal MrrOn(DateOnly day) => movements.Where(m => m.Day <= day).GroupBy(m => m.Currency)
            .Sum(m => m.Sum(row => row.Amount) / 1_000_000m * rates.Find(m.Key, day)!.Value);
    }

    private static Target Level(Month month, decimal mrr) =>
        new("mrr", month, TargetKind.Level, Math.Ceiling(mrr / Step) * Step, null);
}
