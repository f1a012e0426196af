using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Lifetime;

/// <summary>Money that could not be converted, micro-units of its own currency.</summary>
public readonly record struct Unrated(string Currency, long Amount);

/// <summary>What one customer has brought: payments less refunds and disputes, without tax.</summary>
/// <param name="Net">Micro-units of the reporting currency, exact; negative where more was taken back than paid.</param>
/// <param name="Rows">Payments, refunds and disputes behind it.</param>
/// <param name="FirstPlan">Plan of the first payment that names one; null: none does.</param>
/// <param name="Unrated">What had no rate on its day. It is not in <paramref name="Net"/>.</param>
public sealed record CustomerRevenue(decimal Net, int Rows, string? FirstPlan, IReadOnlyList<Unrated> Unrated)
{
    /// <summary>
    /// Sums the payments of one customer, each at the rate of its own day. Failed payments are nothing. Null where the customer never
    /// paid (DEFINITIONS §4, §9). What a refund or dispute takes back is said by <see cref="Reversals"/>.
    /// </summary>
    public static CustomerRevenue? Of(IReadOnlyList<Payment> payments, FxRates rates, CompanyCalendar calendar)
    {
        var counted = payments.Where(payment => payment.Status != PaymentStatus.Failed).OrderBy(payment => payment.OccurredAt).ToList();
        var paid = counted.Where(payment => payment is { Status: PaymentStatus.Succeeded, AmountMinor: > 0 }).ToList();
        if (paid.Count == 0) return null;
        Reversals reversals = new(paid);
        decimal net = 0;
        SortedDictionary<string, decimal> unrated = new(StringComparer.Ordinal);
        foreach (var payment in counted)
        {
            var micros = reversals.NetMinor(payment) * payment.Currency.MicrosPerMinor;
            if (rates.Find(payment.Currency, calendar.DayOf(payment.OccurredAt)) is { } rate) net += micros * rate;
            else unrated[payment.Currency.Code] = unrated.GetValueOrDefault(payment.Currency.Code) + micros;
        }

        var plan = paid.FirstOrDefault(payment => payment.PlanId is not null)?.PlanId;
        return new CustomerRevenue(net, counted.Count, plan, [.. unrated.Select(pair => new Unrated(pair.Key, LifetimeValue.Micros(pair.Value)))]);
    }
}
