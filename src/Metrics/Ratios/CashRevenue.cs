using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Ratios;

/// <summary>Payments of one currency and status on one day, summed; minor units, all positive.</summary>
/// <param name="TaxMinor">The tax they contain, as far as it is known.</param>
public readonly record struct PaymentSum(Currency Currency, PaymentStatus Status, long AmountMinor, long TaxMinor, int Payments);

/// <summary>
/// Cash revenue of a day: payments that succeeded less those refunded or disputed on that day, without tax. It is what moved, not
/// what was earned: a yearly payer pays once.
/// </summary>
/// <param name="Micros">Micro-units of the reporting currency, at the rate of the day; negative where more went back than came.</param>
/// <param name="Payments">Payments that succeeded.</param>
/// <param name="GivenBack">Refunds and disputes.</param>
/// <param name="Unconverted">Currencies without a rate: in none of the money, and named instead.</param>
public sealed record CashRevenue(long Micros, int Payments, int GivenBack, IReadOnlyList<Unconverted> Unconverted)
{
    public static CashRevenue Of(IReadOnlyCollection<PaymentSum> sums, DateOnly day, FxRates rates)
    {
        decimal total = 0;
        List<Unconverted> unconverted = [];
        foreach (var currency in sums.Where(sum => SignOf(sum.Status) != 0).GroupBy(sum => sum.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal))
        {
            var micros = currency.Sum(sum => SignOf(sum.Status) * (sum.AmountMinor - sum.TaxMinor)) * currency.Key.MicrosPerMinor;
            if (rates.Find(currency.Key, day) is { } rate) total += micros * rate;
            else if (micros != 0) unconverted.Add(new Unconverted(currency.Key, micros));
        }

        return new(
            decimal.ToInt64(Math.Round(total, MidpointRounding.AwayFromZero)), sums.Where(sum => SignOf(sum.Status) > 0).Sum(sum => sum.Payments),
            sums.Where(sum => SignOf(sum.Status) < 0).Sum(sum => sum.Payments), unconverted);
    }

    private static int SignOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Succeeded => 1,
        PaymentStatus.Refunded or PaymentStatus.Disputed => -1,
        PaymentStatus.Failed => 0,
    };
}
