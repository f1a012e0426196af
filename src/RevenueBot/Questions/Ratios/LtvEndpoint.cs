using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>LTV at the end of an interval.</summary>
/// <param name="Date">Its last day.</param>
/// <param name="Low">Lower end of the range of the given <paramref name="Level"/>.</param>
/// <param name="Churn">Mean monthly logo churn as a fraction, over <paramref name="Months"/> whole months with <paramref name="Churns"/> churns.</param>
/// <param name="Capped">The lifetime was cut at 60 months.</param>
internal sealed record LtvEntry(
    DateOnly Date, MoneyJson? Ltv, string? Reason, MoneyJson? Low, MoneyJson? High, double Level, MoneyJson? Arpa, decimal GrossMargin, decimal? Churn,
    int Churns, int Months, bool Capped)
{
    public static LtvEntry Of(LtvEstimate ltv, PeriodMrr row, decimal margin, Currency currency) => new(
        row.Period.LastDay, RatioJson.Money(ltv.Value, currency), RatioJson.Reason(ltv.Value), Money(ltv.Low, currency), Money(ltv.High, currency), LtvEstimate.Level,
        RatioJson.Money(RevenueRatios.Arpa(row), currency), margin, ltv.MeanChurn is { } churn ? RatioJson.Number(Measured.Of(churn)) : null, ltv.Churns, ltv.Months.Count,
        ltv.IsCapped);

    private static MoneyJson? Money(long? micros, Currency currency) => micros is { } value ? MoneyJson.Of(value, currency) : null;
}

/// <summary>
/// A row of a receipt of LTV: a month of churn, or (without a month) the MRR and customers of the day with the gross margin. Each has
/// a receipt of its own: logo-churn of the month, arpa of the day.
/// </summary>
/// <param name="Customers">Of a month those at its start.</param>
/// <param name="Left">Those of them who did not pay at its end.</param>
internal sealed record LtvRow(DateOnly Date, string Part, int Customers, int? Left, MoneyJson? Mrr, decimal? GrossMargin)
{
    public static IReadOnlyList<object> Of(LtvEstimate ltv, PeriodMrr row, decimal margin, Currency currency) =>
    [
        new LtvRow(row.Period.LastDay, "arpa", row.Customers, null, MoneyJson.Of(row.Closing, currency), margin),
        .. ltv.Months.Select(month => new LtvRow(month.Month.FirstDay, "churn", month.Opening, month.Left, null, null)),
    ];
}

/// <summary><c>GET /api/v1/metrics/ltv</c></summary>
internal static class LtvEndpoint
{
    public static async Task<IResult> LtvAsync(HttpRequest http, RatioDesk desk, LtvFigures figures, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Ltv, cancel);
        if (query is null) return wrong!;
        var periods = query.Periods(desk.Company.Calendar);
        var view = await figures.ReadAsync(desk.AskedOf(query), periods, cancel);
        List<LtvEntry> entries = [.. periods.Select(period => LtvEntry.Of(view.Values[period], view.Ledger.Mrr(period), figures.GrossMargin, desk.Company.Currency))];
        return RatioDesk.Write(view.Ledger, query, entries, entries[^1]);
    }
}
