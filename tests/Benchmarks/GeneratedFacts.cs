using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Benchmarks;

/// <summary>A plausible company: trials, upgrades, seats, yearly payers, churn and returns; the same for the same size every time.</summary>
internal sealed class GeneratedFacts(int customers, int months)
{
    public static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Countries = ["US", "DE", "GB", "FR", "JP", "BR", "IN", "NL", "ES", "SE"];
    private static readonly string[] Segments = ["self-serve", "smb", "mid-market", "enterprise"];
    private static readonly (string Id, decimal Price)[] Plans = [("starter", 1_900), ("basic", 2_900), ("professional", 4_900), ("business", 9_900), ("enterprise", 29_900)];

    private readonly DateTimeOffset _end = Start.AddMonths(months);

    public int Customers => customers;

    /// <summary>Also what customers paid, used and said: for the answers that need more than the ledger.</summary>
    public bool WithActivity { get; init; }

    /// <summary>Also people, tickets, failing payments and use on most days of the last weeks: what health and alerts rest on.</summary>
    public bool WithTrouble { get; init; }
    public DateOnly LastDay => DateOnly.FromDateTime(_end.UtcDateTime).AddDays(-10);

    public async IAsyncEnumerable<FactBatch> BatchesAsync()
    {
        await Task.CompletedTask;
        for (var first = 0; first < customers; first += 2_000)
        {
            var ids = Enumerable.Range(first, Math.Min(2_000, customers - first)).ToList();
            yield return new FactBatch
            {
                Customers = [.. ids.Select(CustomerOf)], SubscriptionEvents = [.. ids.SelectMany(EventsOf)], Plans = first == 0 ? [.. Plans.Select(PlanOf)] : [],
                Payments = WithActivity ? [.. ids.SelectMany(PaymentsOf), .. WithTrouble ? ids.Where(id => id % 50 == 0).Select(FailedOf) : []] : [], Usage = WithActivity ? [.. ids.SelectMany(UsageOf), .. WithTrouble ? ids.Where(id => id % 20 != 1).SelectMany(DaysOf) : []] : [],
                Nps = WithActivity ? [.. ids.Where(id => id % 20 == 0).Select(NpsOf)] : [],
                Users = WithTrouble ? [.. ids.Select(id => new AppUser(UserOf(id), IdOf(id), null, Start, false))] : [], Tickets = WithTrouble ? [.. ids.Where(id => id % 30 == 0).Select(TicketOf)] : [],
            };
        }
    }

    public static string IdOf(int number) => $"cus_{unchecked((uint)number * 2654435761u):x8}{number:x6}";

    public static Customer CustomerOf(int number) => new(
        IdOf(number), $"Customer {number}", null, Countries[number % Countries.Length], Segments[number % 7 % Segments.Length], null, Start, null);

    public IEnumerable<SubscriptionEvent> EventsOf(int number)
    {
        Random random = new(number);
        var at = Start.AddMinutes(random.NextInt64((long)(_end - Start).TotalMinutes));
        var state = First(number, random, at);
        yield return state;
        for (var sequence = 1; ; sequence++)
        {
            at = at.AddDays(state.Status == SubscriptionStatus.Trialing ? 14 : random.Next(30, 300)).AddMinutes(random.Next(1440));
            if (at >= _end) yield break;
            state = Next(state, random) with { EventId = $"evt_{number:x6}_{sequence}", EffectiveAt = at, Sequence = sequence };
            yield return state;
        }
    }

    private static Plan PlanOf((string Id, decimal Price) plan, int tier) => new(plan.Id, plan.Id, tier, Currency.Parse("USD"), plan.Price, IntervalUnit.Month, 1, null, null);

    /// <summary>One payment for each interval in which the subscription was active.</summary>
    private IEnumerable<Payment> PaymentsOf(int number)
    {
        var events = EventsOf(number).ToList();
        for (var i = 0; i < events.Count; i++)
        {
            var (state, until) = (events[i], i + 1 < events.Count ? events[i + 1].EffectiveAt : _end);
            var months = state.Interval == IntervalUnit.Year ? 12 : 1;
            for (var (at, n) = (state.EffectiveAt, 0); state.Status == SubscriptionStatus.Active && at < until; at = at.AddMonths(months), n++)
                yield return new Payment(
                    FactSource.Import, $"pay_{number:x6}_{i}_{n}", state.CustomerId, state.SubscriptionId, (long)(state.UnitAmountMinor * state.Quantity), 0,
                    state.Currency, PaymentStatus.Succeeded, null, state.PlanId, at);
        }
    }

    private IEnumerable<UsageRecord> UsageOf(int number)
    {
        Random random = new(~number);
        for (var i = 0; i < 4; i++)
            yield return new UsageRecord(
                IdOf(number), $"user_{number:x6}", i % 2 == 0 ? "api_calls" : "reports", random.Next(1, 500), _end.AddMinutes(-random.Next(10 * 1440, 50 * 1440)), $"use_{number:x6}_{i}");
    }

    private static string UserOf(int number) => $"user_{number:x6}";

    /// <summary>Used on three days of each of the last four weeks: all but every twentieth.</summary>
    private IEnumerable<UsageRecord> DaysOf(int number) =>
        Enumerable.Range(0, 12).Select(day => new UsageRecord(IdOf(number), UserOf(number), "api_calls", 5, _end.AddDays(-11 - (day * 7 / 3)), $"day_{number:x6}_{day}"));

    private Ticket TicketOf(int number) => new($"tic_{number:x6}", IdOf(number), TicketSeverity.High, _end.AddDays(-20 - (number % 60)), null, null);

    private Payment FailedOf(int number) =>
        new(FactSource.Import, $"fail_{number:x6}", IdOf(number), $"sub_{number:x8}", 1_900, 0, Currency.Parse("USD"), PaymentStatus.Failed, "card_declined", null, _end.AddDays(-11).AddMinutes(-number % 1440));

    private NpsResponse NpsOf(int number) => new(IdOf(number), null, number / 20 % 11, null, _end.AddDays(-10 - (number % 80)));

    private static SubscriptionEvent First(int number, Random random, DateTimeOffset at)
    {
        var plan = random.Next(3);
        return new SubscriptionEvent
        {
            Source = FactSource.Import, EventId = $"evt_{number:x6}_0", CustomerId = IdOf(number), SubscriptionId = $"sub_{number:x8}", ItemId = $"si_{number:x8}",
            PlanId = Plans[plan].Id, UnitAmountMinor = Plans[plan].Price, Quantity = random.Next(4) == 0 ? random.Next(2, 20) : 1,
            Currency = Currency.Parse(random.Next(10) switch { < 7 => "USD", < 9 => "EUR", _ => "GBP" }),
            Interval = random.Next(5) == 0 ? IntervalUnit.Year : IntervalUnit.Month,
            Status = random.Next(3) == 0 ? SubscriptionStatus.Trialing : SubscriptionStatus.Active,
            TrialEnd = at.AddDays(14), EffectiveAt = at, CurrentPeriodEnd = at.AddMonths(1),
        };
    }

    private static SubscriptionEvent Next(SubscriptionEvent state, Random random)
    {
        if (state.Status == SubscriptionStatus.Canceled) return state with { Status = SubscriptionStatus.Active };
        if (state.Status == SubscriptionStatus.Trialing) return state with { Status = random.Next(4) == 0 ? SubscriptionStatus.Canceled : SubscriptionStatus.Active };
        var plan = Plans[random.Next(Plans.Length)];
        return random.Next(10) switch
        {
            < 2 => state with { Status = SubscriptionStatus.Canceled },
            < 6 => state with { PlanId = plan.Id, UnitAmountMinor = plan.Price },
            < 9 => state with { Quantity = Math.Max(1, state.Quantity + random.Next(-1, 4)) },
            _ => state with { CurrentPeriodEnd = state.EffectiveAt.AddMonths(2) },
        };
    }
}
