using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Tests.Fold;

internal readonly record struct Place(string Subscription, string Plan, Currency Currency);

/// <summary>What one item is worth at one instant; <paramref name="Held"/> stays at <paramref name="HeldAt"/>, where it last counted.</summary>
internal sealed record ItemState((string Subscription, string Item) Item, Place Place)
{
    public long Counted { get; init; }
    public long Held { get; init; }
    public Place HeldAt { get; init; } = Place;
    public long Gross { get; init; }
    public long Committed { get; init; }
    public long Trial { get; init; }
    public int Cancels { get; init; }
    public int Trials { get; init; }

    /// <summary>In a state that counts, yet free.</summary>
    public bool Free { get; init; }

    public long Level => Counted + Held;
}

/// <summary>
/// The state of items at an instant, recomputed from all events each time: slow, and nothing to go stale. Written from
/// the definitions alone; it shares only the fact types with the product.
/// </summary>
internal sealed class NaiveState
{
    private readonly LedgerRules _rules;
    private readonly List<SubscriptionEvent> _all;
    private readonly ILookup<(string Subscription, string Item), SubscriptionEvent> _own;
    private readonly ILookup<(string Subscription, string Item), SubscriptionEvent> _states;
    private readonly Dictionary<string, bool> _paidBefore = []; // by event id; without it a chain of trials costs exponential time
    private readonly Dictionary<DateOnly, DateTimeOffset> _starts = [];

    public NaiveState(IEnumerable<SubscriptionEvent> events, LedgerRules rules)
    {
        _rules = rules;
        _all = [.. events.DistinctBy(e => (e.Source, e.EventId))
            .OrderBy(e => e.EffectiveAt).ThenBy(e => e.Sequence).ThenBy(e => e.EventId, StringComparer.Ordinal)];
        // A state that is replaced at its own instant never was; it still interrupts a run of others.
        _states = _all.Where((e, i) => !_all.Skip(i + 1).Any(later => later.EffectiveAt == e.EffectiveAt && ItemOf(e) == ItemOf(later))).ToLookup(ItemOf);
        _own = _all.ToLookup(ItemOf);
        Items = [.. _own.Select(g => g.Key)];
    }

    public IReadOnlyList<(string Subscription, string Item)> Items { get; }

    private DefinitionProfile Profile => _rules.Profile;

    /// <summary>Null before the first event, after the end, and where a status is worth nothing.</summary>
    public ItemState? At((string Subscription, string Item) item, DateTimeOffset t)
    {
        var e = _states[item].LastOrDefault(e => e.EffectiveAt <= t);
        if (e is null || e.Kind != ItemKind.Recurring || Ended(e, t)) return null;
        return e.Status switch
        {
            SubscriptionStatus.Active => Counting(e, t),
            SubscriptionStatus.PastDue when PastDueCounts(e, t) => Counting(e, t),
            SubscriptionStatus.Trialing when !PaidBefore(e) => new ItemState(item, PlaceOf(e)) { Trial = Net(e, t), Trials = 1 },
            SubscriptionStatus.Trialing when Profile.PayingTrial == PayingTrialRule.Keep => Counting(e, t),
            SubscriptionStatus.Trialing => new ItemState(item, PlaceOf(e)) { Free = true },
            SubscriptionStatus.Paused => Hold(e, t),
            _ => null,
        };
    }

    private ItemState? Counting(SubscriptionEvent e, DateTimeOffset t)
    {
        if (EndsAtClick(e)) return null;
        var net = Net(e, t);
        return new ItemState(ItemOf(e), PlaceOf(e))
        {
            Counted = net, Gross = ListPrice(e), Committed = e.CancelAtPeriodEnd ? 0 : net, Cancels = e.CancelAtPeriodEnd && net > 0 ? 1 : 0, Free = net == 0,
        };
    }

    private static (string Subscription, string Item) ItemOf(SubscriptionEvent e) => (e.SubscriptionId, e.ItemId);

    private static Place PlaceOf(SubscriptionEvent e) => new(e.SubscriptionId, e.PlanId, e.Currency);

    private static bool Ended(SubscriptionEvent e, DateTimeOffset t) =>
        e.CancelAtPeriodEnd && e.CurrentPeriodEnd > e.EffectiveAt && e.CurrentPeriodEnd <= t;

    private bool EndsAtClick(SubscriptionEvent e) => e.CancelAtPeriodEnd && Profile.ChurnAt == ChurnAtRule.Click;

    private bool PastDueCounts(SubscriptionEvent e, DateTimeOffset t)
    {
        if (Profile.PastDueDays == 0) return true;
        // An item that was removed says nothing about the debt of its subscription.
        var others = _all.Where(o => o.SubscriptionId == e.SubscriptionId && o.Status != SubscriptionStatus.Canceled);
        var first = FirstOfRun([.. others], e, o => o.Status == SubscriptionStatus.PastDue);
        return t < StartOfDay(DayOf(first.EffectiveAt).AddDays(Profile.PastDueDays));
    }

    private bool PaidBefore(SubscriptionEvent e)
    {
        if (_paidBefore.TryGetValue(e.EventId, out var known)) return known;
        return _paidBefore[e.EventId] = Items.Where(i => i.Subscription == e.SubscriptionId)
            .Any(item => Breakpoints(item).Where(t => t < e.EffectiveAt).Any(t => At(item, t) is { Counted: > 0 }));
    }

    /// <summary>Every instant at which the item's MRR may rise.</summary>
    private IEnumerable<DateTimeOffset> Breakpoints((string Subscription, string Item) item)
    {
        foreach (var e in _states[item])
        {
            yield return e.EffectiveAt;
            foreach (var discount in e.Discounts)
            {
                var (start, end) = Span(e, discount);
                yield return start;
                if (end is { } last) yield return last;
            }
        }
    }

    private ItemState? Hold(SubscriptionEvent e, DateTimeOffset t)
    {
        var own = _own[ItemOf(e)].ToList();
        var first = FirstOfRun(own, e, o => o.Status == SubscriptionStatus.Paused);
        var run = own[own.IndexOf(first)..(own.IndexOf(e) + 1)].Where(_states[ItemOf(e)].Contains).ToList();
        var endedMeanwhile = run.Zip(run.Skip(1)).Any(pair => Ended(pair.First, pair.Second.EffectiveAt.AddTicks(-1))) || run.Exists(EndsAtClick);
        var tooLong = Profile.PausedChurnDays > 0 && t >= StartOfDay(DayOf(first.EffectiveAt).AddDays(Profile.PausedChurnDays));
        if (Profile.Paused == PausedRule.Churn || endedMeanwhile || tooLong) return null;
        return At(ItemOf(e), first.EffectiveAt.AddTicks(-1)) is { Level: > 0 } before
            ? new ItemState(ItemOf(e), PlaceOf(e)) { Held = before.Level, HeldAt = before.Counted > 0 ? before.Place : before.HeldAt }
            : null;
    }

    private static SubscriptionEvent FirstOfRun(List<SubscriptionEvent> ordered, SubscriptionEvent e, Func<SubscriptionEvent, bool> belongs)
    {
        var i = ordered.IndexOf(e);
        while (i > 0 && belongs(ordered[i - 1])) i--;
        return ordered[i];
    }

    private Fraction Price(SubscriptionEvent e) => Fraction.Of(e.AmountMinor ?? (e.UnitAmountMinor * e.Quantity)) - e.TaxMinor;

    private long ListPrice(SubscriptionEvent e) => Monthly(e, Price(e));

    private long Net(SubscriptionEvent e, DateTimeOffset t)
    {
        var price = Price(e);
        foreach (var discount in e.Discounts.Where(d => Applies(e, d, t)))
            price = discount.Percent is { } percent ? price * (100 - percent) / 100 : price - (discount.AmountMinor ?? 0);
        return Monthly(e, price);
    }

    private long Monthly(SubscriptionEvent e, Fraction price)
    {
        if (price.Numerator.Sign <= 0) return 0;
        var (numerator, denominator) = e.Interval switch
        {
            IntervalUnit.Day => (Profile.DayFactor.Numerator, Profile.DayFactor.Denominator),
            IntervalUnit.Week => (Profile.WeekFactor.Numerator, Profile.WeekFactor.Denominator),
            IntervalUnit.Month => (1m, 1m),
            IntervalUnit.Year => (1m, 12m),
        };
        var monthly = price * numerator / denominator / e.IntervalCount;
        var microsPerMinor = e.Currency.Code switch { "JPY" => 1_000_000, "KWD" => 1_000, _ => 10_000 };
        return Profile.Rounding == RoundingRule.Subscription ? monthly.Round() * microsPerMinor : (monthly * microsPerMinor).Round();
    }

    private bool Applies(SubscriptionEvent e, Discount discount, DateTimeOffset t)
    {
        var counts = discount.Duration switch
        {
            DiscountDuration.Once => Profile.OnceDiscount == OnceDiscountRule.FirstPeriod,
            DiscountDuration.Repeating => Profile.RepeatingDiscountCounts,
            DiscountDuration.Forever => true,
        };
        var (start, end) = Span(e, discount);
        return counts && start <= t && (end is null || t < end);
    }

    private (DateTimeOffset Start, DateTimeOffset? End) Span(SubscriptionEvent e, Discount discount)
    {
        var own = _own[ItemOf(e)].ToList();
        var start = (discount.Start ?? FirstOfRun(own, e, o => o.Discounts.Contains(discount)).EffectiveAt).ToUniversalTime();
        return (start, discount.End ?? discount.Duration switch
        {
            DiscountDuration.Once => OnePeriodAfter(start, e),
            DiscountDuration.Repeating when discount.Months is { } months => start.AddMonths(months),
            _ => null,
        });
    }

    private static DateTimeOffset OnePeriodAfter(DateTimeOffset start, SubscriptionEvent e) => e.Interval switch
    {
        IntervalUnit.Day => start.AddDays(e.IntervalCount),
        IntervalUnit.Week => start.AddDays(7 * e.IntervalCount),
        IntervalUnit.Month => start.AddMonths(e.IntervalCount),
        IntervalUnit.Year => start.AddMonths(12 * e.IntervalCount),
    };

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _rules.Calendar.Zone).DateTime);

    public DateTimeOffset StartOfDay(DateOnly day) =>
        _starts.TryGetValue(day, out var known) ? known : _starts[day] = FindStartOfDay(day);

    /// <summary>The first instant whose local date is the day or later, by bisection: no reasoning about clock changes.</summary>
    private DateTimeOffset FindStartOfDay(DateOnly day)
    {
        var noon = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (before, after) = (noon.AddHours(-30).UtcTicks, noon.AddHours(54).UtcTicks);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (DayOf(new DateTimeOffset(middle, TimeSpan.Zero)) >= day) after = middle;
            else before = middle;
        }

        return new DateTimeOffset(after, TimeSpan.Zero);
    }
}
