using System.Text.Json;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>What a coupon takes off.</summary>
internal sealed record StripeCoupon
{
    public required string Id { get; init; }

    /// <summary>0 to 100.</summary>
    public decimal? PercentOff { get; init; }

    /// <summary>Minor units per invoice, by currency.</summary>
    public IReadOnlyDictionary<Currency, decimal> AmountOff { get; init; } = new Dictionary<Currency, decimal>();

    public required DiscountDuration Duration { get; init; }
    public int? Months { get; init; }

    /// <summary>Products it is limited to; empty: all.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>Null with a problem where the duration is unknown.</summary>
    public static StripeCoupon? Read(JsonElement json, ICollection<StripeProblem> problems)
    {
        DiscountDuration? duration = json.Text("duration") switch
        {
            "once" => DiscountDuration.Once,
            "repeating" => DiscountDuration.Repeating,
            "forever" => DiscountDuration.Forever,
            _ => null,
        };
        if (duration is null) problems.Add(new(json.Text("id") ?? "", "The coupon has a duration that is not known here."));
        return duration is null ? null : new StripeCoupon
        {
            Id = json.Text("id") ?? "",
            PercentOff = json.Decimal("percent_off"),
            AmountOff = ReadAmounts(json),
            Duration = duration.Value,
            Months = json.Long("duration_in_months") is > 0 and <= 1200 and var months ? (int)months : null,
            Products = [.. json.List("applies_to", "products").Select(p => p.GetString() ?? "")],
        };
    }

    private static Dictionary<Currency, decimal> ReadAmounts(JsonElement json)
    {
        var amounts = new Dictionary<Currency, decimal>();
        if (json.At("currency_options") is { ValueKind: JsonValueKind.Object } options)
        {
            foreach (var option in options.EnumerateObject())
            {
                if (Currency.TryParse(option.Name, out var other) && option.Value.Decimal("amount_off") is { } off) amounts[other] = off;
            }
        }

        if (json.CurrencyCode("currency") is { } own && json.Decimal("amount_off") is { } amount) amounts[own] = amount;
        return amounts;
    }
}

/// <summary>
/// A discount attached to something. Webhooks send only its id, and newer API versions only the id of its coupon; the
/// missing part is looked up in <see cref="StripeReferences"/>.
/// </summary>
internal sealed record StripeDiscount(string Id, string? CouponId, StripeCoupon? Coupon, DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>Reads an id, or a discount with its coupon in the old (<c>coupon</c>) or new (<c>source.coupon</c>) place.</summary>
    public static StripeDiscount Read(JsonElement json, ICollection<StripeProblem> problems)
    {
        if (json.ValueKind == JsonValueKind.String) return new StripeDiscount(json.GetString()!, null, null, null, null);
        var coupon = json.At("source", "coupon") ?? json.At("coupon");
        var terms = coupon is { ValueKind: JsonValueKind.Object } expanded ? StripeCoupon.Read(expanded, problems) : null;
        var couponId = coupon is { ValueKind: JsonValueKind.String } id ? id.GetString() : terms?.Id;
        return new StripeDiscount(json.Text("id") ?? "", couponId, terms, json.Time("start"), json.Time("end"));
    }

    /// <summary>The discounts of an object: the list of newer versions, else the single one of older versions.</summary>
    public static IReadOnlyList<StripeDiscount> ReadAll(JsonElement owner, ICollection<StripeProblem> problems)
    {
        StripeDiscount[] listed = [.. owner.List("discounts").Select(d => Read(d, problems))];
        return listed.Length == 0 && owner.At("discount") is { } single ? [Read(single, problems)] : listed;
    }
}
