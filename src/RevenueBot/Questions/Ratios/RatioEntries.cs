using System.Text.Json.Serialization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Ratios;

/// <summary>ARPA at the end of an interval.</summary>
/// <param name="Date">Its last day.</param>
/// <param name="Arpa">Null where it is undefined.</param>
internal sealed record ArpaEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    MoneyJson? Arpa, string? Reason, MoneyJson Mrr, int Customers, IReadOnlyList<UnconvertedJson> Unconverted)
{
    public static ArpaEntry Of(PeriodMrr row, EntryKey key, Currency currency)
    {
        var arpa = RevenueRatios.Arpa(row);
        return new(row.Period.LastDay, key.Id, key.Name, RatioJson.Money(arpa, currency), RatioJson.Reason(arpa), MoneyJson.Of(row.Closing, currency), row.Customers, Entries.Unconverted(row));
    }
}

/// <summary>ASP of an interval.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="Asp">Null where it is undefined.</param>
internal sealed record AspEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    MoneyJson? Asp, string? Reason, MoneyJson New, int NewCustomers, IReadOnlyList<UnconvertedJson> Unconverted)
{
    public static AspEntry Of(PeriodMrr row, EntryKey key, Currency currency)
    {
        var asp = RevenueRatios.Asp(row);
        return new(row.Period.Start, key.Id, key.Name, RatioJson.Money(asp, currency), RatioJson.Reason(asp), MoneyJson.Of(row.New, currency), row.NewCustomers, Entries.Unconverted(row));
    }
}

/// <summary>Quick ratio of an interval; losses negative.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="QuickRatio">Null where it is undefined.</param>
internal sealed record QuickRatioEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    decimal? QuickRatio, string? Reason, MoneyJson New, MoneyJson Expansion, MoneyJson Contraction, MoneyJson Churn, IReadOnlyList<UnconvertedJson> Unconverted)
{
    public static QuickRatioEntry Of(PeriodMrr row, EntryKey key, Currency currency)
    {
        MoneyJson Money(long micros) => MoneyJson.Of(micros, currency);
        var ratio = RevenueRatios.QuickRatio(row);
        return new(
            row.Period.Start, key.Id, key.Name, RatioJson.Number(ratio), RatioJson.Reason(ratio), Money(row.New), Money(row.Expansion), Money(row.Contraction), Money(row.Churn),
            Entries.Unconverted(row));
    }
}

internal static class RatioJson
{
    private const int Digits = 6;

    public static MoneyJson? Money(Measured measured, Currency currency) => measured.Rounded is { } micros ? MoneyJson.Of(micros, currency) : null;

    public static decimal? Number(Measured measured) => measured.Value is { } value ? Math.Round(value, Digits, MidpointRounding.AwayFromZero) : null;

    public static string? Reason(Measured measured) => measured.Why is { } why ? RatioWords.Why(why) : null;
}
