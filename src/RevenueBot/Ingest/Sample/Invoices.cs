using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>The payments of one subscription: each asks exactly for the period that its state describes.</summary>
internal sealed class Invoices(SampleCustomer customer, string id, SampleCalendar calendar, SampleRecord record)
{
    private const decimal EuropeanTax = 0.19m;
    private static readonly string[] _reasons = ["card_declined", "insufficient_funds", "expired_card"];
    private readonly Dice _dice = Dice.For($"payments {id}", customer.Index);
    private int _payments;

    public void Charge(DateOnly day, SubscriptionState state) => _ = Try(day, state, 0);

    /// <summary>Asks for one period. True: it is paid, or there is nothing to pay.</summary>
    public bool Try(DateOnly day, SubscriptionState state, double failure)
    {
        var net = state.NetOn(day, calendar);
        if (net == 0) return true;
        var isPaid = !_dice.Chance(failure);
        var payment = Next(day, state, net) with
        {
            Status = isPaid ? PaymentStatus.Succeeded : PaymentStatus.Failed,
            FailureReason = isPaid ? null : _dice.Pick(_reasons),
        };
        record.Payments.Add(payment);
        if (isPaid) Complain(day, payment);
        return isPaid;
    }

    /// <summary>Gives back the latest payment.</summary>
    public void Refund(DateOnly day, SubscriptionState state)
    {
        if (record.Payments.LastOrDefault(p => p.SubscriptionId == $"sub_{id}") is { } last) Reverse(day, last, PaymentStatus.Refunded);
    }

    private void Complain(DateOnly day, Payment payment)
    {
        var later = day.AddDays(_dice.Between(1, 9));
        if (_dice.Chance(Habits.Refund)) Reverse(later, payment, PaymentStatus.Refunded);
        else if (_dice.Chance(Habits.Dispute)) Reverse(later, payment, PaymentStatus.Disputed);
    }

    private void Reverse(DateOnly day, Payment payment, PaymentStatus status)
    {
        if (day > calendar.AsOf) return;
        record.Payments.Add(payment with { Status = status, OccurredAt = calendar.At(day, customer.Minute) });
    }

    private Payment Next(DateOnly day, SubscriptionState state, long net)
    {
        long? tax = customer.Currency.Code == "EUR" ? (long)Math.Round(net * EuropeanTax, MidpointRounding.AwayFromZero) : null;
        return new Payment(
            FactSource.Import, $"pay_{id}_{(++_payments).ToString("000", CultureInfo.InvariantCulture)}", customer.Id, $"sub_{id}", net + (tax ?? 0), tax,
            customer.Currency, PaymentStatus.Succeeded, null, state.Plan.Id, calendar.At(day, customer.Minute));
    }
}
