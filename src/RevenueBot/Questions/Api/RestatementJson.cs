using RevenueBot.Metrics;
using RevenueBot.Metrics.Restating;

namespace RevenueBot.Questions.Api;

/// <param name="Day">Whose closing it is; with <paramref name="Month"/> the last day of a month.</param>
/// <param name="Others">The sum of the causes that are not listed, and how many they are.</param>
internal sealed record RestatementJson(DateOnly Day, bool Month, MoneyJson Old, MoneyJson New, IReadOnlyList<RestatementCauseJson> Causes, int OtherCauses, MoneyJson Others, IReadOnlyList<RestatedRateJson> Rates)
{
    public static RestatementJson Of(Restatement row, Currency currency) => new(
        row.Day, row.IsMonth, MoneyJson.Of(row.Old, currency), MoneyJson.Of(row.New, currency),
        [.. row.Largest.Select(change => RestatementCauseJson.Of(change, currency))], row.Others.Count, MoneyJson.Of(row.Others.Amount, currency),
        [.. row.Rates.Select(rate => new RestatedRateJson(rate.Currency.Code, rate.Day, rate.WholeMonth, rate.Old, rate.New, rate.RecordedAt))]);
}

/// <summary>An exchange rate that changed.</summary>
/// <param name="Day">With <paramref name="Month"/> the first of its month.</param>
/// <param name="Old">Null: there was none.</param>
internal sealed record RestatedRateJson(string Currency, DateOnly Day, bool Month, decimal? Old, decimal? New, DateTimeOffset ArrivedAt);

/// <param name="Kind">As in movements.</param>
internal sealed record RestatementCauseJson(string Kind, DateOnly Day, MoneyJson Amount, int Customers, DateTimeOffset ArrivedAt)
{
    public static RestatementCauseJson Of(RestatedBy change, Currency currency) =>
        new(change.Kind.ToString().ToLowerInvariant(), change.Day, MoneyJson.Of(change.Amount, currency), change.Customers, change.ArrivedAt);
}
