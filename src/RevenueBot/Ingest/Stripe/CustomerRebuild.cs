using System.Text.Json;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>All facts of one customer, out of its kept objects.</summary>
/// <param name="known">Facts that stand already, by subscription.</param>
internal sealed class CustomerRebuild(
    IReadOnlyList<StripeObject> objects, StripeReferences catalogue, ILookup<string, SubscriptionEvent> known, ICollection<StripeProblem> problems)
{
    private readonly StripeInvoice[] _invoices = [.. Of(objects, StripeKind.Invoice).Select(o => StripeInvoice.Read(o.Json(), problems)).OfType<StripeInvoice>()];
    private readonly JsonElement[] _charges = [.. Of(objects, StripeKind.Charge).Select(o => o.Json())];

    public FactBatch Read()
    {
        var customer = Of(objects, StripeKind.Customer).FirstOrDefault();
        var references = catalogue with { CustomerDiscount = StripeReading.DiscountOf(customer, problems), TaxShares = StripeReading.TaxShares(_invoices) };
        SnapshotChange[] changes = [.. Of(objects, StripeKind.Subscription).Select(o => Subscription(o, references)).OfType<SnapshotChange>()];
        return new FactBatch
        {
            Customers = customer is not null && StripeFacts.CustomerOf(customer.Json()) is { } fact ? [fact] : [],
            SubscriptionEvents = [.. changes.SelectMany(change => change.Add)],
            Withdrawals = [.. changes.SelectMany(change => change.Withdraw)],
            Payments = [.. Payments()],
        };
    }

    private static IEnumerable<StripeObject> Of(IReadOnlyList<StripeObject> objects, StripeKind kind) => objects.Where(o => o.Kind == kind.Name);

    private SnapshotChange? Subscription(StripeObject kept, StripeReferences references)
    {
        if (StripeSubscription.Read(kept.Json(), problems) is not { } subscription) return null;
        SubscriptionEvent[] standing = [.. known[subscription.Id]];
        var present = StripeProjection.Project(subscription, new Observation(kept.FetchedAt, StripeOrder.Confirmed), references, problems);
        var change = Says(standing, present) ? SnapshotChange.Nothing : SnapshotMerge.Fit(present, standing);
        var direct = standing.Where(SnapshotMerge.IsDirect).Concat(change.Add).Select(fact => fact.EffectiveAt).DefaultIfEmpty(kept.FetchedAt).Min();
        var past = StripeHistory.Reconstruct(new HistoryInput(subscription, _invoices, references, direct, Failures()));
        var guesses = past.Select(fact => fact.EventId).ToHashSet();
        var replaced = standing.Where(fact => !SnapshotMerge.IsDirect(fact) && !guesses.Contains(fact.EventId)).Select(fact => new Withdrawal(FactSource.Stripe, fact.EventId));
        return new SnapshotChange([.. past, .. change.Add], [.. change.Withdraw, .. replaced]);
    }

    /// <summary>True where the latest thing seen directly was exactly this state, so that another look adds nothing.</summary>
    private static bool Says(SubscriptionEvent[] standing, IReadOnlyList<SubscriptionEvent> present)
    {
        var last = standing.Where(SnapshotMerge.IsDirect).GroupBy(fact => fact.ItemId)
            .Select(item => item.MaxBy(fact => (fact.EffectiveAt, fact.Sequence))!)
            .Where(fact => fact.Status != SubscriptionStatus.Canceled || present.Any(p => p.ItemId == fact.ItemId)).Select(HashOf);
        return present.Count > 0 && last.ToHashSet().SetEquals(present.Select(HashOf));
    }

    private static string HashOf(SubscriptionEvent fact) => $"{fact.ItemId}/{fact.EventId[(fact.EventId.LastIndexOf('/') + 1)..]}";

    private DateTimeOffset[] Failures() =>
        [.. _charges.Where(charge => charge.Text("status") == "failed").Select(charge => charge.Time("created")).OfType<DateTimeOffset>()];

    private IEnumerable<Payment> Payments()
    {
        var index = new InvoiceIndex(_invoices);
        var charges = _charges.SelectMany(charge => StripePayments.OfCharge(charge, index)).DistinctBy(payment => payment.PaymentId).ToDictionary(payment => payment.PaymentId);
        return charges.Values
            .Concat(Of(objects, StripeKind.Refund).SelectMany(o => Against(o.Json(), charges, StripePayments.OfRefund)))
            .Concat(Of(objects, StripeKind.Dispute).SelectMany(o => Against(o.Json(), charges, StripePayments.OfDispute)));
    }

    private static IEnumerable<Payment> Against(JsonElement json, Dictionary<string, Payment> charges, Func<JsonElement, Payment, IEnumerable<Payment>> payments) =>
        json.Id("charge") is { } id && charges.TryGetValue(id, out var charge) ? payments(json, charge) : [];
}
