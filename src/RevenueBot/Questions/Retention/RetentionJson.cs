using System.Text.Json.Serialization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>A rate of the customers who paid at the start of a window.</summary>
/// <param name="Date">The first day of the window.</param>
/// <param name="Through">Its last day.</param>
/// <param name="Key">Value of the dimension, where one was asked for; <paramref name="Name"/> is what people call it.</param>
/// <param name="Value">A fraction; null where undefined, then <paramref name="Reason"/> says why.</param>
/// <param name="Part">True where the last day of the window is not over.</param>
/// <param name="Opening">S, the MRR of the customers at the start; the amounts after it say what became of it.</param>
internal sealed record RateEntry(
    DateOnly Date, DateOnly Through, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, decimal? Value, string? Reason, bool Part,
    MoneyJson Opening, MoneyJson Churn, MoneyJson Contraction, MoneyJson Expansion, MoneyJson Kept, MoneyJson Closing,
    int OpeningCustomers, int LeftCustomers, int PausedCustomers, IReadOnlyList<UnconvertedJson> Unconverted)
{
    private const int Digits = 6;

    public static RateEntry Of(Rate rate, RetentionPeriod row, EntryKey key, (Currency Currency, bool IsPart, Days Days) told)
    {
        MoneyJson Money(long micros) => MoneyJson.Of(micros, told.Currency);
        var value = rate.Of(row);
        return new(
            row.Period.Start, row.Period.LastDay, key.Id, key.Name, Rounded(value), value is null ? RetentionWords.Reason(rate, row, told.Days) : null, told.IsPart,
            Money(row.OpeningMrr), Money(row.Churn), Money(row.Contraction), Money(row.Expansion), Money(row.KeptMrr), Money(row.EndMrr),
            row.OpeningCustomers, row.LeftCustomers, row.PausedCustomers, [.. row.Unconverted.Select(amount => new UnconvertedJson(amount.Currency.Code, amount.Amount))]);
    }

    public static decimal? Rounded(decimal? fraction) => fraction is { } value ? Math.Round(value, Digits, MidpointRounding.AwayFromZero) : null;
}

/// <summary>One month of a cohort. Of a month that has not begun everything but its place is null.</summary>
/// <param name="Cohort">The month of the first payment.</param>
/// <param name="Month">Months since, from 0.</param>
/// <param name="Revenue">Cash since the first payment, net of refunds and tax; null where it was not computed.</param>
internal sealed record CohortEntry(
    string Cohort, int Size, int Month, int? Active, MoneyJson? Mrr, decimal? LogoRetention, decimal? RevenueRetention, decimal? GrossRetention, MoneyJson? Revenue, bool Part)
{
    public static CohortEntry Of(Cohort cohort, int month, Currency currency)
    {
        var cell = cohort.Cell(month);
        return new(
            cohort.Month.ToString(), cohort.Size, month, cell?.Active, cell is null ? null : MoneyJson.Of(cell.Mrr, currency), RateEntry.Rounded(cohort.LogoRetention(month)),
            RateEntry.Rounded(cohort.RevenueRetention(month)), RateEntry.Rounded(cohort.GrossRetention(month)), cell?.Revenue is { } revenue ? MoneyJson.Of(revenue, currency) : null, cohort.IsPart(month));
    }
}

/// <summary>All cohorts that were asked for together, and the curve of every cohort.</summary>
/// <param name="Alpha">Parameters of the shifted-beta-geometric curve; null without one, then <paramref name="Reason"/> says why.</param>
/// <param name="Survival">Share of customers left by the curve, by months since the first payment, from 0; the true share lies between <paramref name="SurvivalLo80"/> and <paramref name="SurvivalHi80"/> with a chance of 80%.</param>
internal sealed record CohortSummary(
    int Cohorts, int Size, MoneyJson Initial, double? Alpha, double? Beta, string? Reason, IReadOnlyList<double>? Survival, IReadOnlyList<double>? SurvivalLo80,
    IReadOnlyList<double>? SurvivalHi80, IReadOnlyList<CohortProjection> Projection)
{
    private const int Horizon = 12, CurveMonths = 36;

    private static IEnumerable<int> Months => Enumerable.Range(0, CurveMonths + 1);

    public static CohortSummary Of(CohortView view)
    {
        var (curve, range) = ((view.Curve.Fit as CurveFit.Fitted)?.Curve, view.Curve.Range80);
        return new(
            view.Shown.Count, view.Shown.Sum(cohort => cohort.Size), MoneyJson.Of(view.Shown.Sum(cohort => cohort.InitialMrr), view.Asked.Currency), curve?.Alpha, curve?.Beta,
            view.Curve.Fit is CurveFit.NotFitted { Problem: var problem } ? CohortAnswers.Reason(problem) : null,
            curve is null ? null : [.. Months.Select(curve.Survival)], range is null ? null : [.. Months.Select(month => range.Survival(month).Low)], range is null ? null : [.. Months.Select(month => range.Survival(month).High)],
            curve is null || range is null ? [] : [.. view.Shown.Select(cohort => (cohort, active: CohortCurve.Project(cohort, curve, Horizon))).Where(pair => pair.active is not null)
                .Select(pair => CohortProjection.Of(pair.cohort, pair.active!, range))]);
    }
}

/// <param name="Month">The first month of the projection, by months since the first payment.</param>
/// <param name="Active">Customers expected, month by month; their number lies between <paramref name="Lo80"/> and <paramref name="Hi80"/> with a chance of 80%.</param>
internal sealed record CohortProjection(string Cohort, int Month, IReadOnlyList<double> Active, IReadOnlyList<double> Lo80, IReadOnlyList<double> Hi80)
{
    public static CohortProjection Of(Cohort cohort, IReadOnlyList<double> active, CurveRange range)
    {
        var age = cohort.WholeMonths - 1;
        var ranges = active.Select((expected, i) => range.Project(cohort.Cells[age].Active, age, i + 1, expected)).ToList();
        return new(cohort.Month.ToString(), cohort.WholeMonths, active, [.. ranges.Select(one => one.Low)], [.. ranges.Select(one => one.High)]);
    }
}
