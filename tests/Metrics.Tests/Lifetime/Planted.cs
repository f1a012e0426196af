using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Tests.Lifetime;

/// <summary>Facts of one customer, planted by hand.</summary>
internal static class Planted
{
    public static readonly Currency Usd = Currency.Parse("USD");
    public static readonly Currency Eur = Currency.Parse("EUR");
    public static readonly FxRates Rates = new(Usd, [new FxRate(Eur, new DateOnly(2024, 1, 1), true, 1.10m), new FxRate(Eur, new DateOnly(2024, 2, 1), true, 1.20m)]);

    public static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T12:00Z", CultureInfo.InvariantCulture);

    public static Payment Paid(string id, string day, long minor, long? tax = null, string plan = "pro") =>
        new(FactSource.Import, id, "ada", null, minor, tax, Usd, PaymentStatus.Succeeded, null, plan, At(day));

    public static SubscriptionEvent Active(string subscription, string day, long minor, IntervalUnit interval = IntervalUnit.Month, string plan = "pro") => new()
    {
        Source = FactSource.Import, EventId = $"{subscription} {day}", CustomerId = "ada", SubscriptionId = subscription, ItemId = subscription, PlanId = plan,
        UnitAmountMinor = minor, Currency = Usd, Interval = interval, Status = SubscriptionStatus.Active, EffectiveAt = At(day),
    };

    public static SubscriptionEvent Ended(SubscriptionEvent item, string day) =>
        item with { EventId = $"{item.SubscriptionId} end", Status = SubscriptionStatus.Canceled, EffectiveAt = At(day) };
}
