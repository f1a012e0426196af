using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>Facts as messy as sources make them: late, in the future, in several currencies, with discounts, pauses and cancels.</summary>
internal sealed class RandomFacts(int seed, int customers = 6)
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SubscriptionStatus[] Statuses =
        [SubscriptionStatus.Active, SubscriptionStatus.Active, SubscriptionStatus.Active, .. Enum.GetValues<SubscriptionStatus>()];

    private readonly Random _random = new(seed);
    private readonly List<SubscriptionEvent> _events = [];

    public Random Random => _random;

    /// <summary>Every event made so far.</summary>
    public IReadOnlyList<SubscriptionEvent> Made => _events;

    public string CustomerId() => $"c{_random.Next(customers)}";

    public T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    public FactBatch Batch(int size)
    {
        var events = Enumerable.Range(0, size).Select(_ => _events.Count > 0 && _random.Next(5) == 0 ? Any([.. _events]) : Event()).ToList();
        return new FactBatch
        {
            SubscriptionEvents = events,
            Withdrawals = _random.Next(4) == 0 && _events.Count > 0 ? [Withdrawal()] : [],
            Customers = _random.Next(3) == 0 ? [Customer()] : [],
        };
    }

    public Customer Customer() => new(
        CustomerId(), "Name", null, _random.Next(3) == 0 ? null : Any("US", "DE", "JP"), _random.Next(3) == 0 ? null : Any("smb", "enterprise"), null, Start, null);

    public SubscriptionEvent Event()
    {
        var customer = CustomerId();
        var subscription = $"{customer}-s{_random.Next(2)}";
        var made = new SubscriptionEvent
        {
            Source = Any(FactSource.Import, FactSource.Stripe), EventId = $"e{_events.Count}", CustomerId = customer, SubscriptionId = subscription,
            ItemId = $"{subscription}-i{_random.Next(2)}", PlanId = Any("starter", "pro", "team"), Quantity = _random.Next(1, 4),
            UnitAmountMinor = Any(0m, 900m, 1500.25m, 4900m), Currency = Currency.Parse(Any("USD", "USD", "EUR", "JPY")),
            Interval = Any(IntervalUnit.Month, IntervalUnit.Month, IntervalUnit.Year, IntervalUnit.Week), IntervalCount = Any(1, 1, 3),
            Discounts = _random.Next(4) == 0 ? [Discount()] : [], Status = Any(Statuses), CancelAtPeriodEnd = _random.Next(6) == 0,
            EffectiveAt = Instant(), CurrentPeriodEnd = Instant().AddDays(60), TrialEnd = _random.Next(5) == 0 ? Instant() : null, Sequence = _random.Next(3),
        };
        _events.Add(made);
        return made;
    }

    private Withdrawal Withdrawal()
    {
        var target = Any([.. _events]);
        return new Withdrawal(target.Source, target.EventId);
    }

    private Discount Discount() => Any(
        new Discount(10, null, DiscountDuration.Forever), new Discount(null, 500, DiscountDuration.Repeating, 3),
        new Discount(100, null, DiscountDuration.Repeating, 2, Instant()), new Discount(12.5m, null, DiscountDuration.Once));

    // Odd ticks: sources know fractions of a microsecond that the database does not.
    private DateTimeOffset Instant() => Start.AddHours(_random.Next(24 * 400)).AddTicks(_random.Next(3) * 7).ToOffset(TimeSpan.FromHours(_random.Next(3)));
}
