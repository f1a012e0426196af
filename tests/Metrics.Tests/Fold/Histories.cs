using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>All events of one customer and the rules to read them by.</summary>
public sealed record History(LedgerRules Rules, IReadOnlyList<SubscriptionEvent> Events)
{
    public override string ToString() =>
        $"{Rules.Calendar.Zone.Id} {Rules.Profile}\n  " + string.Join("\n  ", Events.Select(Text));

    private static string Text(SubscriptionEvent e) =>
        $"{e.EventId} {e.SubscriptionId}/{e.ItemId} {e.EffectiveAt:yyyy-MM-ddTHH:mm:ss.ffffff}#{e.Sequence} {e.Status} {e.PlanId} "
        + $"{e.Quantity}×{e.UnitAmountMinor} ({e.AmountMinor}) −{e.TaxMinor} {e.Currency} per {e.IntervalCount} {e.Interval} {e.Kind}"
        + (e.CancelAtPeriodEnd ? $" cancels {e.CurrentPeriodEnd:yyyy-MM-ddTHH:mm:ss.ffffff}" : "")
        + string.Concat(e.Discounts.Select(d => $"\n      {d}"));
}

/// <summary>
/// Random histories. Instants come from a small pool per history, many of them on the edges of local days and clock
/// changes, so that coincidences — the same instant, the last microsecond of a day, a discount that ends with a pause — are common.
/// </summary>
internal static class Histories
{
    private static readonly string[] Zones = ["Etc/UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo"];

    // Leap day, clock changes of New York and Lord Howe, the day Apia skipped, a midnight São Paulo skipped, a plain one.
    private static readonly string[] Starts = ["2024-02-20", "2025-03-02", "2025-03-30", "2025-10-28", "2011-12-20", "2018-10-28", "2026-01-20"];

    private static readonly Gen<DefinitionProfile> Profiles =
        from week in Gen.Elements(new Ratio(52, 12), new Ratio(4.33m, 1))
        from day in Gen.Elements(new Ratio(365, 12), new Ratio(30, 1))
        from pastDue in Gen.Elements(30, 30, 0, 7)
        from paused in Gen.Elements(PausedRule.Own, PausedRule.Own, PausedRule.Churn)
        from pausedDays in Gen.Elements(90, 90, 0, 10)
        from trial in Gen.Elements(PayingTrialRule.Keep, PayingTrialRule.Keep, PayingTrialRule.Zero)
        from once in Gen.Elements(OnceDiscountRule.Ignore, OnceDiscountRule.FirstPeriod)
        from repeating in Gen.Elements(true, true, false)
        from free in Gen.Elements(FreePlanRule.Churn, FreePlanRule.Churn, FreePlanRule.Contraction)
        from churnAt in Gen.Elements(ChurnAtRule.End, ChurnAtRule.End, ChurnAtRule.Click)
        from rounding in Gen.Elements(RoundingRule.None, RoundingRule.None, RoundingRule.Subscription)
        select new DefinitionProfile
        {
            WeekFactor = week, DayFactor = day, PastDueDays = pastDue, Paused = paused, PausedChurnDays = pausedDays, PayingTrial = trial,
            OnceDiscount = once, RepeatingDiscountCounts = repeating, FreePlan = free, ChurnAt = churnAt, Rounding = rounding,
        };

    public static Gen<LedgerRules> Rules { get; } =
        from zone in Gen.Elements(Zones)
        from profile in Gen.Frequency((1, Gen.Constant(DefinitionProfile.Default)), (2, Profiles))
        select new LedgerRules(profile, new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    public static Gen<History> All { get; } =
        from rules in Rules
        from start in Gen.Elements(Starts)
        from span in Gen.Elements(3, 40, 130)
        from pool in Gen.ArrayOf(Instant(rules.Calendar.Zone, DateTimeOffset.Parse(start + "T00:00Z", null), span), 9)
        from currencies in Gen.Elements<string[]>(["USD"], ["USD"], ["EUR"], ["JPY"], ["KWD"], ["USD", "EUR"], ["USD", "JPY", "KWD"])
        from subscriptions in Gen.Choose(1, 3)
        from lists in Gen.CollectToList(Enumerable.Range(1, subscriptions), n => Subscription($"s{n}", pool, currencies))
        select new History(rules, Numbered(lists.SelectMany(l => l)));

    public static Arbitrary<History> Arbitrary { get; } = Arb.From(All, Smaller);

    private static List<SubscriptionEvent> Numbered(IEnumerable<SubscriptionEvent> events) =>
        [.. events.Select((e, i) => e with { EventId = $"e{i:00}" })];

    private static Gen<DateTimeOffset> Instant(TimeZoneInfo zone, DateTimeOffset start, int span) =>
        from day in Gen.Choose(0, span)
        from second in Gen.Choose(0, 86_399)
        let at = start.AddDays(day).AddSeconds(second)
        let midnight = at - TimeZoneInfo.ConvertTime(at, zone).TimeOfDay
        from edge in Gen.Frequency(
            (4, Gen.Constant(at)), (2, Gen.Constant(midnight)), (2, Gen.Constant(midnight.AddMicroseconds(-1))), (1, Gen.Constant(midnight.AddHours(2))))
        select edge;

    private static Gen<IEnumerable<SubscriptionEvent>> Subscription(string id, DateTimeOffset[] pool, string[] currencies) =>
        from source in Gen.Elements(FactSource.Import, FactSource.Stripe)
        from items in Gen.Elements(1, 1, 2)
        from together in Gen.Elements(true, false)
        from times in Events(id, "i1", pool, currencies)
        from others in Events(id, "i2", pool, currencies)
        let second = items == 1 ? [] : together ? Follow(times, others) : others
        select times.Concat(second).Select(e => e with { Source = source });

    /// <summary>Both items of most subscriptions share their status: it belongs to the subscription.</summary>
    private static IEnumerable<SubscriptionEvent> Follow(IReadOnlyList<SubscriptionEvent> leaders, IReadOnlyList<SubscriptionEvent> followers) =>
        leaders.Zip(followers, (a, b) => b with
        {
            EffectiveAt = a.EffectiveAt,
            Sequence = a.Sequence,
            Status = a.Status,
            CancelAtPeriodEnd = a.CancelAtPeriodEnd,
            CurrentPeriodEnd = a.CurrentPeriodEnd,
        });

    private static Gen<List<SubscriptionEvent>> Events(string subscription, string item, DateTimeOffset[] pool, string[] currencies) =>
        from count in Gen.Frequency((3, Gen.Choose(1, 4)), (2, Gen.Choose(5, 8)), (1, Gen.Choose(9, 12)))
        from first in Event(subscription, item, pool, currencies)
        from kind in Gen.Frequency((12, Gen.Constant(ItemKind.Recurring)), (1, Gen.Elements(ItemKind.OneOff, ItemKind.Metered)))
        from rest in Gen.ListOf(
            from next in Event(subscription, item, pool, currencies)
            from samePrice in Gen.Elements(true, true, false)
            from sameDiscounts in Gen.Elements(true, false)
            select (next, samePrice, sameDiscounts), count - 1)
        select rest.Aggregate(new List<SubscriptionEvent> { first }, (list, n) => [.. list, Next(list[^1], n.next, n.samePrice, n.sameDiscounts)])
            .ConvertAll(e => e with { Kind = kind });

    private static SubscriptionEvent Next(SubscriptionEvent last, SubscriptionEvent next, bool samePrice, bool sameDiscounts)
    {
        if (sameDiscounts) next = next with { Discounts = last.Discounts };
        return !samePrice ? next : next with
        {
            PlanId = last.PlanId,
            Quantity = last.Quantity,
            UnitAmountMinor = last.UnitAmountMinor,
            AmountMinor = last.AmountMinor,
            Currency = last.Currency,
            Interval = last.Interval,
            IntervalCount = last.IntervalCount,
            TaxMinor = last.TaxMinor,
        };
    }

    private static Gen<SubscriptionEvent> Event(string subscription, string item, DateTimeOffset[] pool, string[] currencies) =>
        from at in Gen.Elements(pool)
        from sequence in Gen.Choose(0, 3)
        from status in Gen.Frequency(
            (9, Gen.Constant(SubscriptionStatus.Active)), (2, Gen.Constant(SubscriptionStatus.Trialing)), (2, Gen.Constant(SubscriptionStatus.PastDue)),
            (3, Gen.Constant(SubscriptionStatus.Paused)), (2, Gen.Constant(SubscriptionStatus.Canceled)), (1, Gen.Constant(SubscriptionStatus.Unpaid)),
            (1, Gen.Elements(SubscriptionStatus.Incomplete, SubscriptionStatus.IncompleteExpired)))
        from plan in Gen.Elements("starter", "pro", "team")
        from price in Gen.Elements(1000m, 4900m, 60000m, 999m, 1m, 0m, 33.3333m)
        from quantity in Gen.Elements(1m, 1m, 2m, 3m, 77m, 0m, 0.5m)
        from whole in Gen.Elements<decimal?>(null, null, null, 2500m)
        from tax in Gen.Elements(0m, 0m, 0m, 160m)
        from currency in Gen.Elements(currencies)
        from interval in Gen.Elements(IntervalUnit.Month, IntervalUnit.Month, IntervalUnit.Year, IntervalUnit.Week, IntervalUnit.Day)
        from intervals in Gen.Elements(1, 1, 1, 2, 3)
        from cancels in Gen.Elements(false, false, false, false, true)
        from end in At(pool)
        from discounts in Gen.Frequency((3, Gen.Constant(new List<Discount>())), (1, Gen.ListOf(Discounts(pool), 1)), (1, Gen.ListOf(Discounts(pool), 2)))
        select new SubscriptionEvent
        {
            Source = FactSource.Import, EventId = "", CustomerId = "c1", SubscriptionId = subscription, ItemId = item, PlanId = plan, Quantity = quantity,
            UnitAmountMinor = price, AmountMinor = whole, Currency = Currency.Parse(currency), Interval = interval, IntervalCount = intervals,
            Discounts = discounts, Status = status, CancelAtPeriodEnd = cancels, CurrentPeriodEnd = end, EffectiveAt = at, Sequence = sequence, TaxMinor = tax,
        };

    private static Gen<Discount> Discounts(DateTimeOffset[] pool) =>
        from percent in Gen.Elements<decimal?>(null, 10m, 50m, 100m, 33.33m)
        from duration in Gen.Elements(DiscountDuration.Forever, DiscountDuration.Repeating, DiscountDuration.Once)
        from months in Gen.Elements(1, 3)
        from hasStart in Gen.Elements(true, false, false)
        from start in Gen.Elements(pool)
        from hasEnd in Gen.Elements(true, false, false)
        from end in At(pool)
        select new Discount(
            percent, percent is null ? 1400 : null, duration, duration == DiscountDuration.Repeating ? months : null,
            hasStart ? start : null, hasEnd && (!hasStart || end > start) ? end : null);

    private static Gen<DateTimeOffset> At(DateTimeOffset[] pool) =>
        from at in Gen.Elements(pool)
        from later in Gen.Elements(0, 0, 1, 30)
        select at.AddDays(later);

    /// <summary>One event, discount or oddity less.</summary>
    private static IEnumerable<History> Smaller(History history)
    {
        if (history.Events.Count > 1)
            for (var i = 0; i < history.Events.Count; i++) yield return history with { Events = [.. history.Events.Where((_, n) => n != i)] };
        for (var i = 0; i < history.Events.Count; i++)
            foreach (var plain in Simpler(history.Events[i])) yield return history with { Events = [.. history.Events.Select((e, n) => n == i ? plain : e)] };
        if (history.Rules.Profile != DefinitionProfile.Default)
            yield return history with { Rules = history.Rules with { Profile = DefinitionProfile.Default } };
        if (history.Rules.Calendar.Zone.Id != "Etc/UTC")
            yield return history with { Rules = history.Rules with { Calendar = CompanyCalendar.Utc } };
    }

    private static IEnumerable<SubscriptionEvent> Simpler(SubscriptionEvent e)
    {
        if (e.Discounts.Count > 0) yield return e with { Discounts = [.. e.Discounts.Skip(1)] };
        if (e.CancelAtPeriodEnd) yield return e with { CancelAtPeriodEnd = false };
        if (e.TaxMinor != 0) yield return e with { TaxMinor = 0 };
        if (e.AmountMinor is not null) yield return e with { AmountMinor = null };
        if (e.Interval != IntervalUnit.Month) yield return e with { Interval = IntervalUnit.Month };
        if (e.IntervalCount != 1) yield return e with { IntervalCount = 1 };
        if (e.Quantity > 1) yield return e with { Quantity = 1 };
        if (e.PlanId != "starter") yield return e with { PlanId = "starter" };
        if (e.Currency.Code != "USD") yield return e with { Currency = Currency.Parse("USD") };
        if (e.Sequence != 0) yield return e with { Sequence = 0 };
    }
}
