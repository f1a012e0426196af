using System.Text.Json;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Customers and plans out of Stripe objects.</summary>
internal static class StripeFacts
{
    /// <summary>
    /// Segment and owner are taken from the metadata of those names, country from the address. Null for a deleted customer:
    /// what is known of it stays.
    /// </summary>
    public static Customer? CustomerOf(JsonElement json)
    {
        if (json.Text("id") is not { Length: > 0 } id || json.Flag("deleted")) return null;
        return new Customer(
            id, json.Text("name") ?? json.Text("email"), json.Text("email"), json.Text("address", "country"), json.Text("metadata", "segment"),
            json.Text("metadata", "owner"), json.Time("created"), Attributes(json));
    }

    /// <summary>A price is a plan of its own; its name tells the interval where it is not a month.</summary>
    public static Plan PlanOf(StripePrice price, string? productName) => new(
        price.Id, NameOf(price, productName), Tier: null, price.Currency, price.Amounts.UnitAmount, price.Interval, price.Interval is null ? null : price.IntervalCount,
        LimitsJson: null, FeaturesJson: null);

    private static string? NameOf(StripePrice price, string? productName)
    {
        if (price.Nickname is { Length: > 0 } nickname) return nickname;
        return productName is null ? null : (price.Interval, price.IntervalCount) switch
        {
            (null, _) or (IntervalUnit.Month, 1) => productName,
            (IntervalUnit.Year, 1) => $"{productName} (yearly)",
            (IntervalUnit.Week, 1) => $"{productName} (weekly)",
            (IntervalUnit.Day, 1) => $"{productName} (daily)",
            var (unit, count) => $"{productName} (every {count} {unit.ToString()!.ToLowerInvariant()}s)",
        };
    }

    // jsonb refuses an escaped NUL.
    private static string? Attributes(JsonElement json) =>
        json.At("metadata") is { ValueKind: JsonValueKind.Object } metadata && metadata.EnumerateObject().Any()
            ? metadata.GetRawText().Replace("\\u0000", "", StringComparison.Ordinal)
            : null;
}
