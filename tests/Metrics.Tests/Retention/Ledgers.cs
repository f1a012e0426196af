using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Tests.Retention;

/// <summary>Customers for tests, in dollars.</summary>
internal static class Ledgers
{
    public static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR");
    public static readonly Period October = Period.Of(new Month(2026, 10));

    public static FxRates NoRates { get; } = new(Usd, []);

    /// <summary>A customer whose balance is set to some dollars on some days.</summary>
    public static CustomerLedger Customer(params (string Day, decimal Dollars)[] balances) => Customer("pro", Usd, balances);

    public static CustomerLedger Customer(string plan, Currency currency, params (string Day, decimal Dollars)[] balances)
    {
        var before = 0L;
        List<BalanceChange> changes = [];
        foreach (var (day, dollars) in balances)
        {
            var now = Micros(dollars);
            changes.Add(new BalanceChange(DateOnly.Parse(day, null), currency, plan, Kind(before, now, changes.Count == 0), now - before));
            before = now;
        }

        return new CustomerLedger("US", "smb", changes);
    }

    public static CustomerLedger With(this CustomerLedger a, CustomerLedger b) =>
        a with { Changes = [.. a.Changes.Concat(b.Changes).OrderBy(change => change.Day)] };

    public static RetentionPeriod Of(Period period, params CustomerLedger[] customers) => Of(period, NoRates, customers);

    public static RetentionPeriod Of(Period period, FxRates rates, params IEnumerable<CustomerLedger> customers)
    {
        RetentionFold fold = new([period], rates);
        foreach (var customer in customers) fold.Add(customer);
        return fold.Rows().Single();
    }

    public static long Micros(decimal dollars) => (long)(dollars * 1_000_000);

    private static MovementKind Kind(long before, long now, bool first) => (before, now) switch
    {
        (0, _) => first ? MovementKind.New : MovementKind.Reactivation,
        (_, 0) => MovementKind.Churn,
        _ => now > before ? MovementKind.Expansion : MovementKind.Contraction,
    };
}
