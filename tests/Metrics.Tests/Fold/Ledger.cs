using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>Short facts for tables: amounts in dollars, times as "2026-01-05" or "2026-01-05T10:00" in UTC.</summary>
internal static class Fact
{
    public static SubscriptionEvent Item(string at, decimal price = 100, SubscriptionStatus status = SubscriptionStatus.Active) => new()
    {
        Source = FactSource.Import, EventId = "", CustomerId = "c1", SubscriptionId = "s1", ItemId = "i1", PlanId = "pro", UnitAmountMinor = price * 100,
        Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = status, EffectiveAt = Time(at),
    };

    public static SubscriptionEvent On(this SubscriptionEvent item, string subscription, string plan = "pro") =>
        item with { SubscriptionId = subscription, PlanId = plan };

    public static SubscriptionEvent CancelsAt(this SubscriptionEvent item, string end) =>
        item with { CancelAtPeriodEnd = true, CurrentPeriodEnd = Time(end) };

    public static SubscriptionEvent Less(this SubscriptionEvent item, params Discount[] discounts) => item with { Discounts = discounts };

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>A folded history in words, for tests that read like a bank statement.</summary>
internal sealed class Ledger
{
    private readonly IReadOnlyList<Movement> _rows;

    private Ledger(IReadOnlyList<Movement> rows) => _rows = rows;

    public static Ledger Of(params SubscriptionEvent[] events) => Of(DefinitionProfile.Default, events);

    public static Ledger Of(DefinitionProfile profile, params SubscriptionEvent[] events) => Of(new LedgerRules(profile, CompanyCalendar.Utc), events);

    public static Ledger Of(LedgerRules rules, params SubscriptionEvent[] events) =>
        new(Movements.Fold([.. events.Select((e, i) => e with { EventId = $"e{i:00}" })], rules));

    public IReadOnlyList<Movement> Rows => _rows;

    /// <summary>One line for each day, kind, reason and currency: <c>2026-01-05 churn -100.00 voluntary</c>.</summary>
    public IReadOnlyList<string> Lines => [.. _rows.Where(r => r.Kind != MovementKind.Memo)
        .GroupBy(r => (r.Day, r.Kind, r.Reason, r.Currency))
        .Select(g => $"{g.Key.Day:yyyy-MM-dd} {Text(g.Key.Kind)} {Text(g.Sum(r => r.Amount), g.Key.Currency)}{Text(g.Key.Reason)}")];

    /// <summary>The rows of one day: <c>s1 pro expansion -10.00</c>.</summary>
    public IReadOnlyList<string> RowsOn(string day) => [.. _rows.Where(r => r.Day == DateOnly.Parse(day, CultureInfo.InvariantCulture))
        .Select(r => $"{r.SubscriptionId} {r.PlanId} {Text(r.Kind)} {Text(r.Amount, r.Currency)}")];

    public decimal Mrr(string day) => Sum(day, r => r.Amount);
    public decimal Gross(string day) => Sum(day, r => r.Gross);
    public decimal Committed(string day) => Sum(day, r => r.Committed);
    public decimal Trial(string day) => Sum(day, r => r.Trial);
    public int Customers(string day) => Upto(day).Sum(r => r.Customers);
    public int Cancels(string day) => Upto(day).Sum(r => r.Cancels);
    public int Trials(string day) => Upto(day).Sum(r => r.Trials);

    private decimal Sum(string day, Func<Movement, long> part) => Upto(day).Sum(part) / 1_000_000m;

    private IEnumerable<Movement> Upto(string day) => _rows.Where(r => r.Day <= DateOnly.Parse(day, CultureInfo.InvariantCulture));

    private static string Text(long micros, Currency currency) =>
        (micros / 1_000_000m).ToString("0.00####", CultureInfo.InvariantCulture) + (currency.Code == "USD" ? "" : " " + currency);

    private static string Text(MovementKind kind) => kind switch
    {
        MovementKind.Memo => "memo",
        MovementKind.New => "new",
        MovementKind.Expansion => "expansion",
        MovementKind.Reactivation => "reactivation",
        MovementKind.Resumed => "resumed",
        MovementKind.Contraction => "contraction",
        MovementKind.Churn => "churn",
        MovementKind.Paused => "paused",
    };

    private static string Text(MovementReason reason) => reason == MovementReason.None ? "" : $" ({reason})";
}
