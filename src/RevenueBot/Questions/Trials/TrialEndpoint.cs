using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;

namespace RevenueBot.Questions.Trials;

/// <summary>Who of a cohort paid within so many days.</summary>
/// <param name="Fraction">Null until the cohort is mature: then it is final.</param>
/// <param name="SoFar">The same share while it can still rise.</param>
internal sealed record ConversionJson(int Days, int Converted, decimal? Fraction, decimal? SoFar, bool Mature, string? Reason)
{
    public static ConversionJson Of(TrialCohort cohort, int days, DateOnly through)
    {
        var (share, mature) = (RatioJson.Number(Measured.Of(cohort.Share(days))), cohort.IsMature(days, through));
        return new(days, cohort.PaidWithin(days), mature ? share : null, mature ? null : share, mature, mature ? null : $"final after {Iso.Day(cohort.MaturesOn(days))}");
    }
}

/// <summary>Customers whose first trial began in a month.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="Converted">All who paid so far, however long it took.</param>
internal sealed record TrialEntry(DateOnly Date, int Started, int Open, int Converted, IReadOnlyList<ConversionJson> Within)
{
    public static TrialEntry Of(TrialCohort cohort, DateOnly through) => new(
        cohort.FirstDay, cohort.Started, cohort.Open, cohort.PaidWithin(int.MaxValue), [.. TrialCohort.Spans.Select(days => ConversionJson.Of(cohort, days, through))]);
}

/// <param name="ActiveTrials">Subscription items in a first trial on the last day.</param>
/// <param name="Through">The last whole day that conversion counts.</param>
internal sealed record TrialSummary(int ActiveTrials, decimal? MedianDays, decimal? MeanDays, int Converted, int Open, DateOnly Through, string? Reason);

/// <summary>Customers whose first trial began on the same day and went the same way: a row of a receipt.</summary>
/// <param name="Paid">The first day with MRR; null: not yet.</param>
/// <param name="Open">The trial still runs.</param>
internal sealed record TrialRow(DateOnly Started, DateOnly? Paid, bool Open, int Customers)
{
    public static object Of(TrialSpan span) => new TrialRow(span.Start, span.Paid, span.IsOpen && span.Paid is null, span.Customers);
}

/// <summary><c>GET /api/v1/metrics/trial-conversion</c></summary>
internal static class TrialEndpoint
{
    public static async Task<IResult> ConversionAsync(HttpRequest http, RatioDesk desk, TrialSource source, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Trials, cancel);
        if (query is null) return wrong!;
        if (query.Interval != CalendarUnit.Month) return Requests.Wrong("Trial conversion is by month: leave out interval.");
        Period whole = new(query.First, query.Last.AddDays(1));
        var view = await desk.ViewAsync(query, [whole], cancel, withoutMoney: true);
        var table = (await source.GetAsync(desk.AskedOf(query), cancel)).Value;
        List<TrialCohort> cohorts = [.. table.Cohorts.Where(cohort => cohort.FirstDay >= Month.Of(query.First).FirstDay && cohort.FirstDay <= query.Last)];
        var days = DaysToConvert.Of(cohorts);
        return RatioDesk.Write(
            view, query, (IReadOnlyList<TrialEntry>)[.. cohorts.Select(cohort => TrialEntry.Of(cohort, table.Through))],
            new TrialSummary(view.Mrr(whole).Trials, days.Median, Rounded(days.Mean), days.Converted, days.Open, table.Through, days.Converted == 0 ? "nobody has converted" : null));
    }

    private static decimal? Rounded(decimal? days) => days is { } value ? RatioJson.Number(Measured.Of(value)) : null;
}
