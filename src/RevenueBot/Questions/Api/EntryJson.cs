using System.Text.Json.Serialization;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Api;

/// <summary>An amount in a currency without a rate: in none of the figures.</summary>
internal sealed record UnconvertedJson(string Currency, long Micros);

/// <summary>MRR at the end of an interval.</summary>
/// <param name="Date">Its last day.</param>
/// <param name="Key">Value of the dimension, where one was asked for; <paramref name="Name"/> is what people call it.</param>
internal sealed record MrrEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    MoneyJson Mrr, MoneyJson Gross, MoneyJson Committed, MoneyJson Trial, IReadOnlyList<UnconvertedJson> Unconverted)
{
    public static MrrEntry Of(PeriodMrr row, EntryKey key, Currency currency) => new(
        row.Period.LastDay, key.Id, key.Name, MoneyJson.Of(row.Closing, currency), MoneyJson.Of(row.Gross, currency), MoneyJson.Of(row.Committed, currency),
        MoneyJson.Of(row.Trial, currency), Entries.Unconverted(row));
}

/// <summary>ARR at the end of an interval: the run rate, twelve times MRR.</summary>
/// <param name="Date">Its last day.</param>
/// <param name="Key">Value of the dimension, where one was asked for; <paramref name="Name"/> is what people call it.</param>
internal sealed record ArrEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    MoneyJson Arr, MoneyJson Gross, MoneyJson Committed, MoneyJson Trial, IReadOnlyList<UnconvertedJson> Unconverted)
{
    public static ArrEntry Of(PeriodMrr row, EntryKey key, Currency currency) => new(
        row.Period.LastDay, key.Id, key.Name, MoneyJson.Of(row.Closing, currency), MoneyJson.Of(row.Gross, currency), MoneyJson.Of(row.Committed, currency),
        MoneyJson.Of(row.Trial, currency), Entries.Unconverted(row));
}

/// <summary>What moved MRR in an interval; losses are negative, and the lines add up exactly.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="Customers">Paying customers at its end.</param>
internal sealed record MovementEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    MoneyJson Opening, MoneyJson New, MoneyJson Expansion, MoneyJson Reactivation, MoneyJson Resumed, MoneyJson Contraction, MoneyJson Churn,
    MoneyJson Paused, MoneyJson Fx, MoneyJson Closing, int Customers, IReadOnlyList<UnconvertedJson> Unconverted)
{
    public static MovementEntry Of(PeriodMrr row, EntryKey key, Currency currency)
    {
        MoneyJson Money(long micros) => MoneyJson.Of(micros, currency);
        return new(
            row.Period.Start, key.Id, key.Name, Money(row.Opening), Money(row.New), Money(row.Expansion), Money(row.Reactivation), Money(row.Resumed),
            Money(row.Contraction), Money(row.Churn), Money(row.Paused), Money(row.Fx), Money(row.Closing), row.Customers, Entries.Unconverted(row));
    }
}

internal static class Entries
{
    public static IReadOnlyList<UnconvertedJson> Unconverted(PeriodMrr row) =>
        [.. row.Unconverted.Select(amount => new UnconvertedJson(amount.Currency.Code, amount.Amount))];
}
