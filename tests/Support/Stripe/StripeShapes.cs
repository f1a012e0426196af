using System.Globalization;
using System.Text.Json.Nodes;

namespace RevenueBot.Support.Stripe;

/// <summary>A line of a simulated invoice.</summary>
internal sealed record SimLine(SimItem Item, SimPrice Price, long Quantity, decimal Amount, DateTimeOffset From, DateTimeOffset Until, bool Proration = false)
{
    public IReadOnlyList<(SimDiscount Discount, long Amount)> Discounts { get; init; } = [];
}

/// <summary>Writes simulated things in the shapes of an API version.</summary>
internal static class StripeShapes
{
    public static JsonObject Price(SimPrice price)
    {
        var json = new JsonObject
        {
            ["id"] = price.Id, ["object"] = "price", ["active"] = true, ["created"] = 1_600_000_000L, ["currency"] = price.Currency, ["product"] = price.Product,
            ["type"] = "recurring", ["billing_scheme"] = price.TiersMode is null ? "per_unit" : "tiered", ["tiers_mode"] = price.TiersMode,
            ["recurring"] = new JsonObject { ["interval"] = price.Interval, ["interval_count"] = price.Count, ["usage_type"] = price.Metered ? "metered" : "licensed" },
            ["unit_amount"] = price.TiersMode is null && price.Unit == decimal.Floor(price.Unit) ? (long)price.Unit : null,
            ["unit_amount_decimal"] = price.TiersMode is null ? Text(price.Unit) : null, ["livemode"] = false,
        };
        if (price.TiersMode is not null)
            json["tiers"] = new JsonArray([.. price.Tiers.Select(t => new JsonObject { ["up_to"] = t.UpTo, ["unit_amount_decimal"] = Text(t.Unit), ["flat_amount_decimal"] = Text(t.Flat) })]);
        return json;
    }

    public static JsonObject Coupon(SimCoupon coupon)
    {
        var json = new JsonObject
        {
            ["id"] = coupon.Id, ["object"] = "coupon", ["created"] = 1_600_000_000L, ["percent_off"] = coupon.Percent, ["amount_off"] = coupon.AmountOff,
            ["currency"] = coupon.AmountOff is null ? null : coupon.Currency, ["duration"] = coupon.Duration, ["duration_in_months"] = coupon.Months,
        };
        if (coupon.Products.Count > 0) json["applies_to"] = new JsonObject { ["products"] = new JsonArray([.. coupon.Products.Select(p => JsonValue.Create(p))]) };
        return json;
    }

    public static JsonObject Discount(SimDiscount discount, ApiShape shape)
    {
        var json = new JsonObject { ["id"] = discount.Id, ["object"] = "discount", ["start"] = Unix(discount.Start), ["end"] = Unix(discount.End) };
        if (shape == ApiShape.Old) json["coupon"] = Coupon(discount.Coupon);
        else json["source"] = new JsonObject { ["type"] = "coupon", ["coupon"] = Coupon(discount.Coupon) };
        return json;
    }

    public static JsonObject Subscription(SimSubscription sub, ApiShape shape)
    {
        var json = new JsonObject
        {
            ["id"] = sub.Id, ["object"] = "subscription", ["created"] = Unix(sub.Created), ["start_date"] = Unix(sub.Created), ["customer"] = sub.Customer,
            ["currency"] = sub.Currency, ["status"] = sub.Status, ["cancel_at_period_end"] = sub.CancelAtPeriodEnd,
            ["cancel_at"] = sub.CancelAtPeriodEnd ? Unix(sub.PeriodEnd) : null, ["canceled_at"] = Unix(sub.CanceledAt), ["ended_at"] = Unix(sub.EndedAt),
            ["trial_start"] = sub.TrialEnd is null ? null : Unix(sub.Created), ["trial_end"] = Unix(sub.TrialEnd), ["collection_method"] = "charge_automatically",
            ["pause_collection"] = sub.PauseBehavior is null ? null : new JsonObject { ["behavior"] = sub.PauseBehavior, ["resumes_at"] = null },
            ["items"] = new JsonObject { ["object"] = "list", ["has_more"] = sub.Items.Count > 10, ["data"] = new JsonArray([.. sub.Items.Take(10).Select(i => Item(i, shape))]) },
            ["all_items"] = new JsonArray([.. sub.Items.Select(i => Item(i, shape))]),
            ["livemode"] = false,
        };
        SimDiscount[] attached = [.. sub.Discounts];
        if (shape == ApiShape.Dahlia) json["discounts"] = new JsonArray([.. attached.Select(d => Discount(d, shape))]);
        else
        {
            json["discount"] = attached.Length > 0 ? Discount(attached[0], shape) : null;
            json["current_period_start"] = Unix(sub.Items[0].PeriodStart);
            json["current_period_end"] = Unix(sub.PeriodEnd);
        }

        return json;
    }

    private static JsonObject Item(SimItem item, ApiShape shape)
    {
        var json = new JsonObject
        {
            ["id"] = item.Id, ["object"] = "subscription_item", ["created"] = Unix(item.Created), ["price"] = Price(item.Price), ["discounts"] = new JsonArray(),
        };
        if (!item.Price.Metered) json["quantity"] = item.Quantity;
        if (shape == ApiShape.Old) return json;
        json["current_period_start"] = Unix(item.PeriodStart);
        json["current_period_end"] = Unix(item.PeriodEnd);
        return json;
    }

    public static JsonObject Line(SimLine line, SimSubscription sub, ApiShape shape)
    {
        var json = new JsonObject
        {
            ["id"] = sub.World.NewId("il"), ["object"] = "line_item", ["amount"] = (long)Math.Round(line.Amount, MidpointRounding.AwayFromZero), ["currency"] = line.Price.Currency,
            ["quantity"] = line.Quantity, ["period"] = new JsonObject { ["start"] = Unix(line.From), ["end"] = Unix(line.Until) },
            ["discount_amounts"] = new JsonArray([.. line.Discounts.Select(d => new JsonObject { ["amount"] = d.Amount, ["discount"] = d.Discount.Id })]),
        };
        if (shape == ApiShape.Old)
        {
            json["price"] = Price(line.Price);
            (json["proration"], json["type"]) = (line.Proration, line.Proration ? "invoiceitem" : "subscription");
            (json["subscription"], json["subscription_item"]) = (sub.Id, line.Item.Id);
            return json;
        }

        json["pricing"] = new JsonObject
        {
            ["type"] = "price_details", ["unit_amount_decimal"] = line.Price.TiersMode is null ? Text(line.Price.Unit) : null,
            ["price_details"] = new JsonObject { ["price"] = line.Price.Id, ["product"] = line.Price.Product },
        };
        var kind = line.Proration ? "invoice_item_details" : "subscription_item_details";
        json["parent"] = new JsonObject
        {
            ["type"] = kind, [kind] = new JsonObject { ["subscription"] = sub.Id, ["subscription_item"] = line.Item.Id, ["proration"] = line.Proration },
        };
        return json;
    }

    public static long? Unix(DateTimeOffset? at) => at?.ToUnixTimeSeconds();

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
