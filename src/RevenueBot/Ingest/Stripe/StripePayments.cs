using System.Text.Json;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Which invoice a payment was for, as far as it is known.</summary>
internal sealed class InvoiceIndex(IEnumerable<StripeInvoice> invoices)
{
    private readonly Dictionary<string, StripeInvoice> _byPayment = invoices
        .SelectMany(invoice => invoice.PaymentIds.Append(invoice.Id).Select(id => (id, invoice)))
        .DistinctBy(pair => pair.id).ToDictionary(pair => pair.id, pair => pair.invoice);

    public StripeInvoice? Of(JsonElement charge)
    {
        string?[] names = [charge.Id("invoice"), charge.Id("payment_intent"), charge.Text("id")];
        return names.OfType<string>().Select(name => _byPayment.GetValueOrDefault(name)).FirstOrDefault(invoice => invoice is not null);
    }
}

/// <summary>
/// Money that moved, out of charges, refunds and disputes. Amounts are positive; the status says which way they went. What
/// came back after all (a refund that failed, a dispute won) is a payment again, so that the sums are right.
/// </summary>
internal static class StripePayments
{
    /// <summary>Nothing for a charge that is still pending, or of no customer.</summary>
    public static IEnumerable<Payment> OfCharge(JsonElement json, InvoiceIndex invoices)
    {
        if (json.Id("customer") is not { } customer || Amount(json) is not { } made) yield break;
        PaymentStatus? status = json.Text("status") switch { "succeeded" => PaymentStatus.Succeeded, "failed" => PaymentStatus.Failed, _ => null };
        if (status is null) yield break;
        var invoice = invoices.Of(json);
        yield return made with
        {
            CustomerId = customer,
            AmountMinor = status == PaymentStatus.Succeeded && json.Long("amount_captured") is > 0 and var captured ? captured : made.AmountMinor,
            TaxMinor = invoice?.Total == made.AmountMinor ? invoice.Tax : null,
            Status = status.Value,
            FailureReason = status == PaymentStatus.Failed ? json.Text("failure_code") : null,
            SubscriptionId = invoice?.SubscriptionId,
            PlanId = invoice?.Lines.MaxBy(line => line.Amount)?.PriceId,
        };
    }

    /// <param name="charge">The payment it gives back.</param>
    public static IEnumerable<Payment> OfRefund(JsonElement json, Payment charge)
    {
        if (Amount(json) is not { } made || json.Text("status") is not ("succeeded" or "failed")) yield break;
        yield return Against(made, charge, PaymentStatus.Refunded);
        if (json.Text("status") == "failed") yield return Returned(made, charge);
    }

    /// <summary>An inquiry moves no money; only a dispute does.</summary>
    /// <param name="charge">The payment it takes back.</param>
    public static IEnumerable<Payment> OfDispute(JsonElement json, Payment charge)
    {
        if (Amount(json) is not { } made || json.Text("status") is not ("needs_response" or "under_review" or "lost" or "won")) yield break;
        yield return Against(made, charge, PaymentStatus.Disputed);
        if (json.Text("status") == "won") yield return Returned(made, charge);
    }

    private static Payment Against(Payment made, Payment charge, PaymentStatus status) =>
        made with { CustomerId = charge.CustomerId, SubscriptionId = charge.SubscriptionId, PlanId = charge.PlanId, Status = status };

    private static Payment Returned(Payment made, Payment charge) =>
        Against(made, charge, PaymentStatus.Succeeded) with { PaymentId = $"{made.PaymentId}/returned" };

    private static Payment? Amount(JsonElement json) =>
        json.Text("id") is { } id && json.Long("amount") is >= 0 and var amount && json.CurrencyCode("currency") is { } currency && json.Time("created") is { } created
            ? new Payment(FactSource.Stripe, id, "", null, amount, null, currency, PaymentStatus.Succeeded, null, null, created)
            : null;
}
