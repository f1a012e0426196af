using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Alerting;

/// <summary>
/// A company in which everything that rules look for is the case on 30 Jun 2024, once: ill is unhealthy and fails to pay, gone cancels, down
/// moved to the small plan, idle ends a trial that nobody used (busy one that somebody did), and sour was asked, is unhappy, and has used 368 of 400 tasks of the cycle.
/// </summary>
internal static class PlantedCompany
{
    public static readonly DateTimeOffset Now = At("2024-06-30T16:00:00Z");
    private static readonly Currency _usd = Currency.Parse("USD");

    public static FactBatch Facts { get; } = new()
    {
        Customers = [.. new[] { "well", "ill", "gone", "down", "idle", "busy", "sour" }.Select(id => new Customer(id, $"The {id} company", null, "US", "smb", id == "ill" ? "Dana Osei" : null, null, null))],
        Plans = [new("pro", "Pro", 2, _usd, 9_900, IntervalUnit.Month, 1, """{"tasks": 400}""", """["tasks", "exports"]"""), new("solo", "Solo", 1, _usd, 2_900, IntervalUnit.Month, 1, null, null)],
        Users = [.. new[] { "well", "ill", "gone", "down", "idle", "busy", "sour" }.Select(id => new AppUser($"{id}1", id, null, At("2024-01-01T00:00Z"), false))],
        SubscriptionEvents =
        [
            .. new[] { "well", "ill", "gone", "down", "sour" }.Select(id => Event(id, "2024-02-01T15:00Z")),
            Event("gone", "2024-06-28T15:00Z") with { CancelAtPeriodEnd = true, CurrentPeriodEnd = At("2024-07-15T15:00Z") },
            Event("down", "2024-06-27T15:00Z") with { PlanId = "solo", UnitAmountMinor = 2_900 },
            Trial("idle"), Trial("busy"),
        ],
        Usage = [.. Daily("well"), .. Daily("gone"), .. Daily("down"), .. Daily("sour"), new("busy", "busy1", "tasks", 1, At("2024-06-20T12:00Z"), null), new("sour", "sour1", "tasks", 340, At("2024-06-25T12:00Z"), null)],
        Tickets = [new("t1", "ill", TicketSeverity.Critical, At("2024-06-10T12:00Z"), null, null), new("t2", "ill", TicketSeverity.Critical, At("2024-06-11T12:00Z"), null, null)],
        Payments =
        [
            .. new[] { "well", "ill", "gone", "down", "sour" }.Select(id => Pay(id, "2024-05-22T12:00Z", PaymentStatus.Succeeded)),
            Pay("ill", "2024-06-22T12:00Z", PaymentStatus.Failed), Pay("ill", "2024-06-25T12:00Z", PaymentStatus.Failed),
            Pay("well", "2024-06-21T12:00Z", PaymentStatus.Failed), Pay("well", "2024-06-23T12:00Z", PaymentStatus.Succeeded),
        ],
        Nps = [new("sour", "sour1", 9, null, At("2024-05-01T12:00Z")), new("sour", "sour1", 3, null, At("2024-06-20T12:00Z")), new("well", "well1", 2, null, At("2024-03-01T12:00Z"))],
        Targets = [new("mrr", new Month(2024, 6), TargetKind.Level, 10_000, null)],
    };

    public static SubscriptionEvent Event(string customer, string at) => new()
    {
        Source = FactSource.Import, EventId = $"{customer}_{at}", CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "pro",
        UnitAmountMinor = 9_900, Currency = _usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = At(at),
    };

    public static Payment Pay(string customer, string at, PaymentStatus status) => new(FactSource.Import, $"{customer}_{at}", customer, "sub_" + customer, 9_900, null, _usd, status, null, null, At(at));

    private static SubscriptionEvent Trial(string customer) => Event(customer, "2024-06-18T20:00Z") with { Status = SubscriptionStatus.Trialing, TrialEnd = At("2024-07-02T20:00Z") };

    private static IEnumerable<UsageRecord> Daily(string customer)
    {
        for (var day = new DateOnly(2024, 3, 1); day < new DateOnly(2024, 6, 30); day = day.AddDays(1))
            yield return new UsageRecord(customer, $"{customer}1", day.Day % 2 == 0 ? "tasks" : "exports", 2, new DateTimeOffset(day, new TimeOnly(16, 0), TimeSpan.Zero), null);
    }
}
