using System.Text.Json;

namespace RevenueBot.Ingest.Stripe;

/// <summary>A subscription with everything it points to.</summary>
internal sealed record ResolvedSubscription(StripeSubscription Subscription, StripeReferences References);

/// <summary>
/// Completes a subscription out of a webhook, which names discounts by id, leaves tiers out and stops at ten items: from
/// what is kept, else from the API.
/// </summary>
internal sealed class StripeResolver(StripeStore store, StripeClient client, StripeOptions options, TimeProvider time)
{
    internal const string DiscountKind = "discount";

    private static readonly string[] _expand = ["discounts.source.coupon", "items.data.discounts"];
    private static readonly HashSet<string> _discountFields = ["id", "object", "coupon", "source", "start", "end"];

    /// <summary>Null where the object cannot be read; the problems say why.</summary>
    public async Task<ResolvedSubscription?> ResolveAsync(JsonElement json, ICollection<StripeProblem> problems, CancellationToken ct)
    {
        await store.PutAsync(DiscountsIn(json, time.GetUtcNow()), null, ct);
        if (StripeSubscription.Read(json, problems) is not { } subscription) return null;
        var references = await ReferencesAsync(subscription, ct);
        if (!StripeProjection.IsIncomplete(subscription, references) || options.ApiKey is null) return new ResolvedSubscription(subscription, references);
        subscription = await CompleteAsync(subscription, references, problems, ct);
        return new ResolvedSubscription(subscription, await ReferencesAsync(subscription, ct));
    }

    /// <summary>The subscription as it is now; null where there is no way to know.</summary>
    public async Task<ResolvedSubscription?> FetchAsync(string id, ICollection<StripeProblem> problems, CancellationToken ct)
    {
        if (options.ApiKey is null || await client.GetAsync($"v1/subscriptions/{Uri.EscapeDataString(id)}", _expand, ct) is not { } json) return null;
        await KeepAsync(StripeKind.Subscription, json, ct);
        return await ResolveAsync(json, problems, ct);
    }

    /// <summary>Discounts that an object spells out, ready to be kept.</summary>
    public static IReadOnlyList<StripeObject> DiscountsIn(JsonElement owner, DateTimeOffset seenAt)
    {
        var attached = owner.List("discounts").Concat(owner.List("items").SelectMany(item => item.List("discounts")));
        if (owner.At("discount") is { } single) attached = attached.Append(single);
        return [.. attached.Where(d => d.ValueKind == JsonValueKind.Object).Select(d => DiscountObject(d, seenAt)).OfType<StripeObject>()];
    }

    internal static StripeObject? DiscountObject(JsonElement json, DateTimeOffset seenAt) =>
        StripeObject.Of(new StripeKind(DiscountKind, new StripeList(""), _discountFields), json, null, seenAt) is { } kept ? kept with { CustomerId = "" } : null;

    private async Task<StripeReferences> ReferencesAsync(StripeSubscription subscription, CancellationToken ct)
    {
        StripeDiscount[] attached = [.. subscription.Discounts, .. subscription.Items.SelectMany(item => item.Discounts)];
        List<StripeProblem> none = [];
        var customer = await store.FindAsync(StripeKind.Customer, subscription.CustomerId, ct);
        var own = StripeReading.DiscountOf(customer, none);
        var prices = subscription.Items.Select(item => item.Price.Id);
        var first = await store.SomeAsync([StripeKind.Price.Name, DiscountKind], [.. prices, .. attached.Select(d => d.Id)], ct);
        var discounts = StripeReading.References(first, none).Discounts.Values.Concat(attached).Concat(own is null ? [] : [own]);
        var coupons = await store.SomeAsync([StripeKind.Coupon.Name], discounts.Select(d => d.CouponId).OfType<string>().Distinct(), ct);
        return StripeReading.References(first.Concat(coupons), none) with { CustomerDiscount = own, TaxShares = await TaxSharesAsync(subscription, ct) };
    }

    private async Task<IReadOnlyDictionary<string, decimal>> TaxSharesAsync(StripeSubscription subscription, CancellationToken ct)
    {
        if (!subscription.Items.Any(item => item.Price.TaxInclusive)) return new Dictionary<string, decimal>();
        var invoices = await store.OwnedAsync([subscription.CustomerId], [StripeKind.Invoice], ct);
        return StripeReading.TaxShares(invoices.Select(invoice => StripeInvoice.Read(invoice.Json(), [])).OfType<StripeInvoice>());
    }

    private async Task<StripeSubscription> CompleteAsync(
        StripeSubscription subscription, StripeReferences references, ICollection<StripeProblem> problems, CancellationToken ct)
    {
        if (await client.GetAsync($"v1/subscriptions/{Uri.EscapeDataString(subscription.Id)}", _expand, ct) is { } json)
            await store.PutAsync(DiscountsIn(json, time.GetUtcNow()), null, ct);
        foreach (var price in subscription.Items.Select(item => item.Price).Where(price => references.Complete(price).LacksTiers || price.In(subscription.Currency) is null))
            await KeepAsync(StripeKind.Price, await client.GetAsync($"v1/prices/{Uri.EscapeDataString(price.Id)}", ["tiers", "currency_options"], ct), ct);
        await KeepMissingCouponsAsync(subscription, ct);
        return subscription.HasMoreItems ? await WithAllItemsAsync(subscription, problems, ct) : subscription;
    }

    private async Task KeepMissingCouponsAsync(StripeSubscription subscription, CancellationToken ct)
    {
        var references = await ReferencesAsync(subscription, ct);
        var attached = subscription.Discounts.Concat(subscription.Items.SelectMany(item => item.Discounts)).Select(references.Complete);
        foreach (var coupon in attached.Where(d => d.Coupon is null).Select(d => d.CouponId).OfType<string>().Distinct())
            await KeepAsync(StripeKind.Coupon, await client.GetAsync($"v1/coupons/{Uri.EscapeDataString(coupon)}", ["applies_to", "currency_options"], ct), ct);
    }

    private async Task<StripeSubscription> WithAllItemsAsync(StripeSubscription subscription, ICollection<StripeProblem> problems, CancellationToken ct)
    {
        var rest = await client.RestAsync(new StripeList("v1/subscription_items", ("subscription", subscription.Id)), subscription.Items[^1].Id, ct);
        var items = rest.Select(item => StripeSubscription.ReadItem(item, null, problems)).OfType<StripeItem>();
        return subscription with { Items = [.. subscription.Items.Concat(items).DistinctBy(item => item.Id)], HasMoreItems = false };
    }

    private async Task KeepAsync(StripeKind kind, JsonElement? json, CancellationToken ct)
    {
        if (json is { } item && StripeObject.Of(kind, item, null, time.GetUtcNow()) is { } kept) await store.PutAsync([kept], null, ct);
    }
}
