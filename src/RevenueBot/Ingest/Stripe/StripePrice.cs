using System.Text.Json;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <param name="UpTo">Last unit of the band, inclusive; null: no upper end.</param>
internal readonly record struct StripeTier(decimal? UpTo, decimal UnitAmount, decimal FlatAmount);

/// <summary>How tiers add up: each unit in its own band, or all units at the reached band.</summary>
internal enum TiersMode { Graduated, Volume }

/// <summary>Units sold in packages of <paramref name="DivideBy"/>.</summary>
internal readonly record struct PackageSize(decimal DivideBy, bool RoundUp);

/// <summary>The amounts of a price in one currency, in minor units.</summary>
internal sealed record PriceAmounts(decimal? UnitAmount, IReadOnlyList<StripeTier> Tiers);

/// <summary>A price of any API version, or an old plan, as far as revenue depends on it.</summary>
internal sealed record StripePrice
{
    private const int MostIntervals = 10_000;

    public required string Id { get; init; }
    public string? ProductId { get; init; }
    public string? Nickname { get; init; }
    public required Currency Currency { get; init; }

    /// <summary>Null for a one-off price.</summary>
    public IntervalUnit? Interval { get; init; }

    public int IntervalCount { get; init; } = 1;
    public bool IsMetered { get; init; }
    public bool IsTiered { get; init; }
    public TiersMode TiersMode { get; init; }
    public PackageSize? Package { get; init; }
    public bool TaxInclusive { get; init; }
    public required PriceAmounts Amounts { get; init; }
    public IReadOnlyDictionary<Currency, PriceAmounts> OtherCurrencies { get; init; } = new Dictionary<Currency, PriceAmounts>();

    /// <summary>True where the object came without its tiers, as in webhooks: the amount must be looked up.</summary>
    public bool LacksTiers => IsTiered && Amounts.Tiers.Count == 0;

    public ItemKind Kind => Interval is null ? ItemKind.OneOff : IsMetered ? ItemKind.Metered : ItemKind.Recurring;

    /// <summary>The amounts in a subscription's currency; null where the price has none in it.</summary>
    public PriceAmounts? In(Currency currency) => currency == Currency ? Amounts : OtherCurrencies.GetValueOrDefault(currency);

    /// <summary>Reads a <c>price</c> or a <c>plan</c>. Null with a problem where the interval or the currency is unknown.</summary>
    public static StripePrice? Read(JsonElement json, ICollection<StripeProblem> problems)
    {
        var id = json.Text("id") ?? "";
        var recurring = json.At("recurring") ?? (json.At("interval") is null ? null : json);
        if (json.CurrencyCode("currency") is not { } currency) return Report(id, "The price has no readable currency.", problems);
        if (!TryInterval(recurring, out var interval, out var count)) return Report(id, "The price has a billing interval that is not known here.", problems);
        return new StripePrice
        {
            Id = id,
            ProductId = json.Id("product"),
            Nickname = json.Text("nickname"),
            Currency = currency,
            Interval = interval,
            IntervalCount = count,
            IsMetered = recurring?.Text("usage_type") == "metered",
            IsTiered = json.Text("billing_scheme") == "tiered",
            TiersMode = json.Text("tiers_mode") == "volume" ? TiersMode.Volume : TiersMode.Graduated,
            Package = ReadPackage(json.At("transform_quantity") ?? json.At("transform_usage")),
            TaxInclusive = json.Text("tax_behavior") == "inclusive",
            Amounts = ReadAmounts(json, "amount"),
            OtherCurrencies = ReadOtherCurrencies(json),
        };
    }

    private static StripePrice? Report(string id, string sentence, ICollection<StripeProblem> problems)
    {
        problems.Add(new(id, sentence));
        return null;
    }

    private static bool TryInterval(JsonElement? recurring, out IntervalUnit? interval, out int count)
    {
        var given = recurring?.At("interval_count") is null ? 1 : recurring?.Long("interval_count");
        count = given is > 0 and <= MostIntervals and var n ? (int)n : 0;
        interval = recurring?.Text("interval") switch
        {
            "day" => IntervalUnit.Day,
            "week" => IntervalUnit.Week,
            "month" => IntervalUnit.Month,
            "year" => IntervalUnit.Year,
            _ => null,
        };
        return recurring is null || (interval is not null && count > 0);
    }

    private static PackageSize? ReadPackage(JsonElement? json) =>
        json?.Decimal("divide_by") is > 0 and var size ? new PackageSize(size, json?.Text("round") != "down") : null;

    // Old plans call the unit amount "amount".
    private static PriceAmounts ReadAmounts(JsonElement json, string oldName = "unit_amount") => new(
        json.Decimal("unit_amount_decimal") ?? json.Decimal("unit_amount") ?? json.Decimal("amount_decimal") ?? json.Decimal(oldName),
        [.. json.List("tiers").Select(ReadTier)]);

    private static StripeTier ReadTier(JsonElement json) => new(
        json.Decimal("up_to"),
        json.Decimal("unit_amount_decimal") ?? json.Decimal("unit_amount") ?? json.Decimal("amount") ?? 0,
        json.Decimal("flat_amount_decimal") ?? json.Decimal("flat_amount") ?? 0);

    private static Dictionary<Currency, PriceAmounts> ReadOtherCurrencies(JsonElement json)
    {
        var amounts = new Dictionary<Currency, PriceAmounts>();
        if (json.At("currency_options") is not { ValueKind: JsonValueKind.Object } options) return amounts;
        foreach (var option in options.EnumerateObject())
        {
            if (Currency.TryParse(option.Name, out var currency) && option.Value.ValueKind == JsonValueKind.Object)
                amounts[currency] = ReadAmounts(option.Value);
        }

        return amounts;
    }
}
