using System.Text.Json;

namespace RevenueBot.Ingest.Stripe.Reconciling;

/// <summary>What Stripe says now, read anew: nothing that is kept of its objects is used, except the tax in tax-inclusive prices.</summary>
internal sealed class BillerReader(StripeClient client, StripeStore store)
{
    private static readonly string[] _expand = ["discounts.source.coupon", "items.data.discounts"];

    // Without a status Stripe leaves out what is canceled.
    private static readonly StripeList _running = StripeKind.Subscription.List with { Parameters = [.. StripeKind.Subscription.List.Parameters.Where(p => p.Name != "status")] };

    private StripeReferences _catalogue = StripeReferences.None;
    private Dictionary<string, StripeDiscount> _discounts = [];

    /// <summary>Every running subscription by its id.</summary>
    /// <exception cref="StripeException">Stripe refused, or did not answer.</exception>
    public async Task<Dictionary<string, BillerState>> AllAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<StripeProblem> problems = [];
        var prices = (await client.RestAsync(StripeKind.Price.List, null, ct)).Select(json => StripePrice.Read(json, problems)).OfType<StripePrice>();
        var coupons = (await client.RestAsync(StripeKind.Coupon.List, null, ct)).Select(json => StripeCoupon.Read(json, problems)).OfType<StripeCoupon>();
        _catalogue = new StripeReferences { Prices = prices.ToDictionary(price => price.Id), Coupons = coupons.ToDictionary(coupon => coupon.Id) };
        _discounts = (await client.RestAsync(StripeKind.Customer.List, null, ct)).Where(json => json.At("discount") is { ValueKind: JsonValueKind.Object })
            .ToDictionary(json => json.Text("id")!, json => StripeDiscount.Read(json.At("discount")!.Value, problems));
        Dictionary<string, BillerState> states = [];
        foreach (var json in await client.RestAsync(_running, null, ct)) await AddAsync(states, json, now, ct);
        return states;
    }

    /// <summary>One subscription as it is at this moment; null where it does not run.</summary>
    public async Task<BillerState?> OneAsync(string id, DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<string, BillerState> states = [];
        if (await client.GetAsync($"v1/subscriptions/{Uri.EscapeDataString(id)}", _expand, ct) is { } json) await AddAsync(states, json, now, ct);
        return states.GetValueOrDefault(id);
    }

    /// <summary>Subscriptions and customers that events speak of which are younger than a moment and have not been applied.</summary>
    public async Task<IReadOnlySet<string>> PendingAsync(DateTimeOffset since, CancellationToken ct)
    {
        var events = await client.RestAsync(new StripeList("v1/events", ("created[gte]", $"{since.ToUnixTimeSeconds()}")), null, ct);
        var done = await store.AppliedAsync(events.Select(json => json.Text("id")).OfType<string>(), ct);
        return events.Where(json => !done.Contains(json.Text("id") ?? "")).Select(json => json.At("data", "object")).OfType<JsonElement>()
            .SelectMany(item => new[] { item.Text("id"), item.Id("subscription") }).OfType<string>().ToHashSet();
    }

    private async Task AddAsync(Dictionary<string, BillerState> states, JsonElement json, DateTimeOffset now, CancellationToken ct)
    {
        List<StripeProblem> problems = [];
        if (StripeSubscription.Read(json, problems) is not { IsOver: false } subscription) return;
        if (subscription.HasMoreItems) subscription = await WithAllItemsAsync(subscription, ct);
        var references = _catalogue with { CustomerDiscount = _discounts.GetValueOrDefault(subscription.CustomerId), TaxShares = await TaxSharesAsync(subscription, ct) };
        var items = StripeProjection.Project(subscription, new Observation(now, StripeOrder.Confirmed), references, problems);
        states[subscription.Id] = new BillerState(subscription.CustomerId, [.. items.Select(item => item with { EffectiveAt = now })]);
    }

    private async Task<StripeSubscription> WithAllItemsAsync(StripeSubscription subscription, CancellationToken ct)
    {
        var rest = await client.RestAsync(new StripeList("v1/subscription_items", ("subscription", subscription.Id)), null, ct);
        return subscription with { Items = [.. rest.Select(item => StripeSubscription.ReadItem(item, null, [])).OfType<StripeItem>()], HasMoreItems = false };
    }

    private async Task<IReadOnlyDictionary<string, decimal>> TaxSharesAsync(StripeSubscription subscription, CancellationToken ct)
    {
        if (!subscription.Items.Any(item => item.Price.TaxInclusive && item.TaxRates.Count == 0)) return new Dictionary<string, decimal>();
        var invoices = await store.OwnedAsync([subscription.CustomerId], [StripeKind.Invoice], ct);
        return StripeReading.TaxShares(invoices.Select(invoice => StripeInvoice.Read(invoice.Json(), [])).OfType<StripeInvoice>());
    }
}
