using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Ratios;

/// <summary>Payments of one currency and status on one day, summed; minor units, all positive.</summary>
/// <param name="TaxMinor">The tax they contain, as far as it is known.</param>
public readonly record struct PaymentSum(Currency Currency, PaymentStatus Status, long AmountMinor, long TaxMinor, int Payments);

/// <summary>
/// Cash revenue of some days: payments that succeeded less those refunded or disputed on these days, without tax. It is what moved, not
/// what was earned: a yearly payer pays once. Money is in micro-units of the reporting currency, each day's at the rate of the day.
/// </summary>
/// <param name="Collected">What payments brought.</param>
/// <param name="Refunded">What refunds took back: negative, or 0.</param>
/// <param name="Disputed">What disputes took back: negative, or 0.</param>
/// <param name="Payments">Payments that succeeded.</param>
/// <param name="Unconverted">Currencies without a rate on some day: that day's money is in none of the sums, and named instead.</param>
public sealed record CashRevenue(long Collected, long Refunded, long Disputed, int Payments, int Refunds, int Disputes, IReadOnlyList<Unconverted> Unconverted)
{
    /// <summary>Negative where more went back than came.</summary>
    public long Micros => Collected + Refunded + Disputed;

    /// <summary>Refunds and disputes.</summary>
    public int GivenBack => Refunds + Disputes;

    /// <summary>Of one day.</summary>
    public static CashRevenue Of(IReadOnlyCollection<PaymentSum> sums, DateOnly day, FxRates rates) => Of(sums.Select(sum => (day, sum)), rates);

    public static CashRevenue Of(IEnumerable<(DateOnly Day, PaymentSum Sum)> sums, FxRates rates)
    {
        Dictionary<PaymentStatus, (decimal Money, int Count)> totals = [];
        SortedDictionary<string, (Currency Currency, long Micros)> without = new(StringComparer.Ordinal);
        foreach (var (day, sum) in sums.Where(one => SignOf(one.Sum.Status) != 0))
        {
            var micros = SignOf(sum.Status) * (sum.AmountMinor - sum.TaxMinor) * sum.Currency.MicrosPerMinor;
            var (money, count) = totals.GetValueOrDefault(sum.Status);
            var rate = rates.Find(sum.Currency, day);
            totals[sum.Status] = (money + (micros * (rate ?? 0)), count + sum.Payments);
            if (rate is null) without[sum.Currency.Code] = (sum.Currency, without.GetValueOrDefault(sum.Currency.Code).Micros + micros);
        }

        var parts = Rounding.WholeParts([Money(PaymentStatus.Succeeded), Money(PaymentStatus.Refunded), Money(PaymentStatus.Disputed)]);
        return new(parts[0], parts[1], parts[2], Count(PaymentStatus.Succeeded), Count(PaymentStatus.Refunded), Count(PaymentStatus.Disputed), [.. without.Values.Where(one => one.Micros != 0).Select(one => new Unconverted(one.Currency, one.Micros))]);

        decimal Money(PaymentStatus status) => totals.GetValueOrDefault(status).Money;

        int Count(PaymentStatus status) => totals.GetValueOrDefault(status).Count;
    }

    private static int SignOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Succeeded => 1,
        PaymentStatus.Refunded or PaymentStatus.Disputed => -1,
        PaymentStatus.Failed => 0,
    };
}
