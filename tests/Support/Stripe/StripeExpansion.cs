using System.Text.Json.Nodes;

namespace RevenueBot.Support.Stripe;

/// <summary>Stripe's <c>expand[]</c>: references come as ids, and some fields not at all, unless a request names them.</summary>
internal static class StripeExpansion
{
    private static readonly HashSet<string> _references = ["discounts", "coupon", "customer", "product", "payment_intent", "charge", "invoice"];
    private static readonly HashSet<string> _internal = ["all_lines", "all_items"];
    private static readonly HashSet<string> _absent = ["tiers", "applies_to", "payments"];

    /// <summary>A copy with everything folded up that <paramref name="expand"/> does not name; paths without a leading <c>data.</c>.</summary>
    public static JsonObject Fold(JsonObject item, IReadOnlyCollection<string> expand) => FoldObject(item, "", expand);

    private static JsonObject FoldObject(JsonObject item, string path, IReadOnlyCollection<string> expand)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in item)
        {
            if (_internal.Contains(name)) continue;
            var here = path.Length == 0 ? name : $"{path}.{name}";
            var wanted = expand.Any(e => e == here || e.StartsWith(here + ".", StringComparison.Ordinal));
            if (_absent.Contains(name) && !wanted) continue;
            copy[name] = FoldValue(name, value, here, wanted, expand);
        }

        return copy;
    }

    private static JsonNode? FoldValue(string name, JsonNode? value, string path, bool wanted, IReadOnlyCollection<string> expand) => value switch
    {
        JsonObject reference when _references.Contains(name) && !wanted && reference["id"] is { } id && !IsOldCoupon(reference, path) => id.DeepClone(),
        JsonObject inner => FoldObject(inner, path, expand),
        JsonArray items => new JsonArray([.. items.Select(item => item is JsonObject o && _references.Contains(name) && !wanted
            ? o["id"]!.DeepClone() : item is JsonObject inner ? FoldObject(inner, path, expand) : item?.DeepClone())]),
        _ => value?.DeepClone(),
    };

    // Before clover a discount always held its whole coupon.
    private static bool IsOldCoupon(JsonObject reference, string path) =>
        (string?)reference["object"] == "coupon" && !path.EndsWith("source.coupon", StringComparison.Ordinal);
}
