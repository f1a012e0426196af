using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Lifetime;

/// <summary>
/// What each row of a customer's payments adds to revenue. A reversal (refund or dispute) that shares the id of a payment takes back
/// at most that payment; one with an id of its own takes back its amount. A reversal that does not say its tax has the tax share of
/// the payment it names, else of all payments in its currency: tax that was never revenue is not taken off it.
/// </summary>
internal sealed class Reversals(IReadOnlyList<Payment> paid)
{
    private readonly Dictionary<(FactSource, string), Payment> _byId = paid.ToDictionary(payment => (payment.Source, payment.PaymentId));
    private readonly Dictionary<(FactSource, string), long> _left = paid.ToDictionary(payment => (payment.Source, payment.PaymentId), payment => payment.AmountMinor);

    /// <summary>Minor units without tax; negative for a reversal. Rows are asked for in the order of time.</summary>
    public decimal NetMinor(Payment payment) => payment.Status == PaymentStatus.Succeeded
        ? payment.AmountMinor - (payment.TaxMinor ?? 0)
        : -TakenBack(payment);

    private decimal TakenBack(Payment reversal)
    {
        var asked = Math.Abs(reversal.AmountMinor);
        if (!_left.TryGetValue((reversal.Source, reversal.PaymentId), out var left)) return asked - Tax(reversal, asked, asked);
        var taken = Math.Min(asked, left);
        _left[(reversal.Source, reversal.PaymentId)] = left - taken;
        return taken - Tax(reversal, asked, taken);
    }

    private decimal Tax(Payment reversal, long asked, long taken)
    {
        if (reversal.TaxMinor is { } tax) return asked == 0 ? 0 : Math.Abs((decimal)tax) * taken / asked;
        var named = _byId.TryGetValue((reversal.Source, reversal.PaymentId), out var payment) ? [payment] : paid.Where(other => other.Currency == reversal.Currency).ToList();
        var amount = named.Sum(other => (decimal)other.AmountMinor);
        return amount == 0 ? 0 : taken * named.Sum(other => (decimal)(other.TaxMinor ?? 0)) / amount;
    }
}
