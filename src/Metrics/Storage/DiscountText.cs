using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Discounts as compact JSON in one text column; null where there are none.</summary>
internal static class DiscountText
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string? Write(IReadOnlyList<Discount> discounts) =>
        discounts.Count == 0 ? null : JsonSerializer.Serialize(discounts.Select(Stored.From), Options);

    public static IReadOnlyList<Discount> Read(string? text) =>
        text is null ? [] : [.. JsonSerializer.Deserialize<List<Stored>>(text, Options)!.Select(stored => stored.ToDiscount())];

    private sealed record Stored(
        [property: JsonPropertyName("p")] decimal? Percent, [property: JsonPropertyName("a")] decimal? Amount,
        [property: JsonPropertyName("d")] DiscountDuration Duration, [property: JsonPropertyName("m")] int? Months,
        [property: JsonPropertyName("s")] DateTimeOffset? Start, [property: JsonPropertyName("e")] DateTimeOffset? End)
    {
        public static Stored From(Discount d) => new(d.Percent, d.AmountMinor, d.Duration, d.Months, d.Start, d.End);
        public Discount ToDiscount() => new(Percent, Amount, Duration, Months, Start, End);
    }
}
