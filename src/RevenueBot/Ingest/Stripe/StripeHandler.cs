using System.Text.Json;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>What became of an event.</summary>
/// <param name="Ignored">Why it changes nothing; null: it was applied.</param>
internal sealed record EventOutcome(string? Ignored)
{
    public static EventOutcome Applied { get; } = new((string?)null);
}

/// <summary>Applies one event: its facts, the ledger they move and the end of its inbox row in one transaction.</summary>
internal sealed class StripeHandler(
    StripeStore store, StripeSnapshots snapshots, StripeClient client, FactStore facts, StripeOptions options, TimeProvider time)
{
    /// <exception cref="StripeException">Stripe had to be asked and did not answer.</exception>
    public async Task<EventOutcome> ApplyAsync(StripeEvent received, CancellationToken ct)
    {
        if (options.IsLive is { } live && live != received.IsLive)
            return new($"An event of {(received.IsLive ? "live" : "test")} mode, but the API key is of the other.");
        return received.Kind switch
        {
            "subscription" => await SubscriptionAsync(received, ct),
            "discount" => await DiscountAsync(received, ct),
            "customer" => await CustomerAsync(received, ct),
            "price" or "product" => await PlanAsync(received, ct),
            "coupon" => await KeepAsync(StripeKind.Coupon, received, ct),
            "invoice" => await InvoiceAsync(received, ct),
            "charge" => await ChargeAsync(received, ct),
            "refund" => await AgainstChargeAsync(StripeKind.Refund, received, StripePayments.OfRefund, ct),
            "dispute" => await AgainstChargeAsync(StripeKind.Dispute, received, StripePayments.OfDispute, ct),
            "credit_note" => await KeepAsync(StripeKind.CreditNote, received, ct),
            _ => new EventOutcome($"Events about {received.Kind} are not used."),
        };
    }

    private async Task<EventOutcome> SubscriptionAsync(StripeEvent received, CancellationToken ct)
    {
        if (received.Object.Id("customer") is not { } customer) return new("The subscription names no customer.");
        List<StripeProblem> problems = [];
        await using var held = await snapshots.LockAsync(customer, ct);
        await StoreAsync(StripeKind.Subscription, received, null, ct);
        var change = await snapshots.ReadAsync(received.Object, new Observation(received.Created, received.Order), problems, ct);
        return await CommitAsync(received, new FactBatch { SubscriptionEvents = change.Add, Withdrawals = change.Withdraw }, problems, ct);
    }

    /// <summary>A subscription's own discount comes with the subscription; the customer's own changes all that have none.</summary>
    private async Task<EventOutcome> DiscountAsync(StripeEvent received, CancellationToken ct)
    {
        if (StripeResolver.DiscountObject(received.Object, received.Created) is { } kept) await store.PutAsync([kept], null, ct);
        if (received.Object.Id("customer") is not { } customer || received.Object.Id("subscription") is not null) return await CommitAsync(received, new FactBatch(), [], ct);
        List<StripeProblem> problems = [];
        List<SubscriptionEvent> added = [];
        await using var held = await snapshots.LockAsync(customer, ct);
        await SetCustomerDiscountAsync(customer, received, ct);
        foreach (var subscription in (await store.OwnedAsync([customer], [StripeKind.Subscription], ct)).Select(s => s.Json()).Where(s => s.Text("status") is not ("canceled" or "incomplete_expired")))
            added.AddRange((await snapshots.ReadAsync(subscription, new Observation(received.Created, StripeOrder.Updated), problems, ct)).Add);
        return await CommitAsync(received, new FactBatch { SubscriptionEvents = added }, problems, ct);
    }

    private async Task SetCustomerDiscountAsync(string customer, StripeEvent received, CancellationToken ct)
    {
        if (await store.FindAsync(StripeKind.Customer, customer, ct) is not { } known) return;
        var fields = known.Json().EnumerateObject().Where(field => field.Name != "discount").ToDictionary(field => field.Name, field => field.Value);
        if (received.Type != "customer.discount.deleted") fields["discount"] = received.Object;
        await store.PutAsync([known with { Body = JsonSerializer.Serialize(fields), FetchedAt = received.Created > known.FetchedAt ? received.Created : known.FetchedAt }], null, ct);
    }

    private async Task<EventOutcome> CustomerAsync(StripeEvent received, CancellationToken ct)
    {
        await StoreAsync(StripeKind.Customer, received, null, ct);
        return await CommitAsync(received, new FactBatch { Customers = StripeFacts.CustomerOf(received.Object) is { } customer ? [customer] : [] }, [], ct);
    }

    private async Task<EventOutcome> PlanAsync(StripeEvent received, CancellationToken ct)
    {
        List<StripeProblem> problems = [];
        await StoreAsync(received.Kind == "price" ? StripeKind.Price : StripeKind.Product, received, null, ct);
        var product = received.Kind == "product" ? received.Object.Text("id") : received.Object.Id("product");
        var catalogue = await store.CatalogueAsync(ct);
        var name = catalogue.FirstOrDefault(o => o.Kind == StripeKind.Product.Name && o.Id == product)?.Json().Text("name");
        var prices = StripeReading.References(catalogue, problems).Prices.Values.Where(price => price.ProductId == product);
        return await CommitAsync(received, new FactBatch { Plans = [.. prices.Select(price => StripeFacts.PlanOf(price, name))] }, problems, ct);
    }

    private async Task<EventOutcome> InvoiceAsync(StripeEvent received, CancellationToken ct)
    {
        // Only its short form: the lines of a long invoice are read by the next backfill, which needs them.
        await StoreAsync(StripeKind.Invoice, received, null, ct);
        return await CommitAsync(received, new FactBatch(), [], ct);
    }

    private async Task<EventOutcome> ChargeAsync(StripeEvent received, CancellationToken ct)
    {
        if (received.Object.Id("customer") is not { } customer) return new("A charge without a customer is no revenue of one.");
        await StoreAsync(StripeKind.Charge, received, null, ct);
        return await CommitAsync(received, new FactBatch { Payments = [.. StripePayments.OfCharge(received.Object, await IndexAsync(customer, ct))] }, [], ct);
    }

    private async Task<EventOutcome> AgainstChargeAsync(
        StripeKind kind, StripeEvent received, Func<JsonElement, Payment, IEnumerable<Payment>> payments, CancellationToken ct)
    {
        if (await ChargeOfAsync(received.Object, ct) is not { } charge) return new($"The {received.Kind} is of a charge without a customer.");
        await StoreAsync(kind, received, charge.CustomerId, ct);
        return await CommitAsync(received, new FactBatch { Payments = [.. payments(received.Object, charge)] }, [], ct);
    }

    private async Task<Payment?> ChargeOfAsync(JsonElement json, CancellationToken ct)
    {
        if (json.Id("charge") is not { } id) return null;
        var kept = (await store.FindAsync(StripeKind.Charge, id, ct))?.Json();
        if (kept is null && options.ApiKey is not null) kept = await client.GetAsync($"v1/charges/{Uri.EscapeDataString(id)}", [], ct);
        if (kept?.Id("customer") is not { } customer) return null;
        return StripePayments.OfCharge(kept.Value, await IndexAsync(customer, ct)).FirstOrDefault();
    }

    private async Task<InvoiceIndex> IndexAsync(string customer, CancellationToken ct) =>
        new((await store.OwnedAsync([customer], [StripeKind.Invoice], ct)).Select(invoice => StripeInvoice.Read(invoice.Json(), [])).OfType<StripeInvoice>());

    private async Task<EventOutcome> KeepAsync(StripeKind kind, StripeEvent received, CancellationToken ct)
    {
        await StoreAsync(kind, received, null, ct);
        return await CommitAsync(received, new FactBatch(), [], ct);
    }

    private async Task StoreAsync(StripeKind kind, StripeEvent received, string? customer, CancellationToken ct)
    {
        if (StripeObject.Of(kind, received.Object, customer, received.Created) is { } kept) await store.PutAsync([kept], null, ct);
    }

    private async Task<EventOutcome> CommitAsync(StripeEvent received, FactBatch batch, List<StripeProblem> problems, CancellationToken ct)
    {
        foreach (var problem in problems) await facts.AddProblemAsync(new DataProblem(StripeStore.Source, problem.ObjectId, problem.Sentence, time.GetUtcNow()), ct);
        var through = received.Created < time.GetUtcNow() ? received.Created : time.GetUtcNow();
        await facts.ApplyAsync(batch, new FactOptions(new InboxKey(StripeStore.Source, received.Id), new SourceState(StripeStore.ShownName, through)), ct);
        return EventOutcome.Applied;
    }
}
