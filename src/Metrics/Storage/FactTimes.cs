using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Facts as the database gives them back: UTC instants to the microsecond. A fact is folded when it arrives and again when the
/// ledger is rebuilt; both must see the same.
/// </summary>
internal static class FactTimes
{
    /// <summary>Normalises subscription events and drops those that stand twice.</summary>
    public static IReadOnlyList<SubscriptionEvent> Normalise(IReadOnlyList<SubscriptionEvent> events) =>
        [.. events.DistinctBy(e => (e.Source, e.EventId)).Select(Normalise)];

    public static DateTimeOffset Micros(DateTimeOffset instant) => new(instant.UtcTicks / 10 * 10, TimeSpan.Zero);

    private static SubscriptionEvent Normalise(SubscriptionEvent e) => e with
    {
        EffectiveAt = Micros(e.EffectiveAt),
        CurrentPeriodEnd = Micros(e.CurrentPeriodEnd),
        TrialEnd = Micros(e.TrialEnd),
        Discounts = e.Discounts.Count == 0 ? [] : [.. e.Discounts.Select(Normalise)],
    };

    private static Discount Normalise(Discount d) => d with { Start = Micros(d.Start), End = Micros(d.End) };

    private static DateTimeOffset? Micros(DateTimeOffset? instant) => instant is { } present ? Micros(present) : null;
}
