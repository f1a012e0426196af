using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>Facts of one customer, and what is read of them at the first of a month.</summary>
internal static class Known
{
    public static readonly Currency Usd = Currency.Parse("USD");

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    public static SubscriptionEvent Event(string at, long minor, SubscriptionStatus status = SubscriptionStatus.Active) => new()
    {
        Source = FactSource.Import, EventId = at, CustomerId = "c", SubscriptionId = "s", ItemId = "s", PlanId = "pro", UnitAmountMinor = minor, Currency = Usd,
        Interval = IntervalUnit.Month, Status = status, EffectiveAt = At(at),
    };

    /// <summary>Days on which one person used something, as bits back from the day before the moment.</summary>
    public static UsageTrace Used(string user, params ReadOnlySpan<int> daysBack)
    {
        var days = UInt128.Zero;
        foreach (var day in daysBack) days |= UInt128.One << day;
        return new(user, "tasks", days, 1, 1);
    }

    public static HealthMoments Moments(string at, bool hasUsage = true, bool hasTickets = true)
    {
        HealthMoment Moment(DateTimeOffset instant) => HealthMoment.Of(instant, CompanyCalendar.Utc, hasUsage ? instant.AddHours(-1) : null, hasTickets, new HashSet<string> { "tasks" });
        return new(Moment(At(at)), Moment(At(at).AddDays(-7)));
    }

    public static ChurnRules Rules { get; } = new(
        new HealthRules(LedgerRules.Default, PlanCatalogue.Of([new Plan("pro", "Pro", 2, Usd, 4900, IntervalUnit.Month, 1, null, null), new Plan("starter", "Starter", 1, Usd, 900, IntervalUnit.Month, 1, null, null)])),
        new FxRates(Usd, []));

    public static ChurnTrace Trace(params SubscriptionEvent[] events) => new(new CustomerTrace { CustomerId = "c", Events = events, People = (2, 2) }, []);

    public static ChurnReading? Read(this ChurnTrace trace, string at) => ChurnReading.Of(trace, Moments(at), Rules);
}
