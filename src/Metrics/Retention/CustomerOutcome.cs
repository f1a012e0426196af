namespace RevenueBot.Metrics.Retention;

/// <summary>What became, within a period, of one customer who paid at its start: micro-units of <paramref name="Currency"/>, one row for each currency.</summary>
/// <param name="Paused">It pays nothing at the end because it is paused.</param>
public readonly record struct CustomerOutcome(string CustomerId, Currency Currency, long Start, long End, bool Paused)
{
    /// <summary>Empty for a customer who did not pay at the start. The same balances as <see cref="RetentionFold"/> sums.</summary>
    public static IEnumerable<CustomerOutcome> Of(string customerId, CustomerLedger customer, Period period)
    {
        var timeline = BalanceTimeline.Of(customer.Changes, [period.Start, period.End]);
        return timeline.IsPayingAt(0)
            ? timeline.Currencies.Where(currency => currency.Balances[0] != 0 || currency.Balances[1] != 0)
                .Select(currency => new CustomerOutcome(customerId, currency.Currency, currency.Balances[0], currency.Balances[1], timeline.IsPausedAt(1)))
            : [];
    }
}
