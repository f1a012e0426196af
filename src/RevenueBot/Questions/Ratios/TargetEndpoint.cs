using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>A target, in the unit of its figure: major units of the currency for money.</summary>
/// <param name="Date">First day of its month.</param>
/// <param name="Kind">level (reached at its value), minimum (strictly above) or range (within).</param>
/// <param name="Currency">Where the unit is money.</param>
/// <param name="State">reached, in_days, not_at_this_pace; null where the figure is undefined.</param>
/// <param name="DaysToTarget">At this month's pace so far.</param>
/// <param name="WindowDays">The days up to the day that <paramref name="Current"/> is of: 90 for NPS; null for a balance.</param>
/// <param name="RequiredDailyGrowth">0 when reached; null where no day of the month is left.</param>
internal sealed record TargetEntry(
    DateOnly Date, string Metric, string Kind, decimal Value, decimal? Upper, string? Currency, decimal? Current, string? State, decimal? Missing, int? DaysToTarget,
    decimal? RequiredDailyGrowth, int? DaysLeft, string? Reason, int? WindowDays)
{
    private const int Digits = 6;

    public static TargetEntry Of(TargetRow row, Currency currency) => new(
        row.Target.Month.FirstDay, row.Target.Metric, NameOf(row.Target.Kind), row.Target.Value, row.Target.Upper, row.Metric?.Unit == TargetUnit.Money ? currency.Code : null,
        Rounded(row.Now), StateOf(row.Progress), Rounded(row.Progress?.Missing), row.Progress?.Days, Rounded(row.Progress?.RequiredDailyGrowth), row.Progress?.DaysLeft, ReasonOf(row), row.Metric?.WindowDays);

    private static string? ReasonOf(TargetRow row) => row.Metric is null ? "no figure of this name" : row.Now is null ? "the figure is undefined" : null;

    internal static string NameOf(TargetKind kind) => kind switch { TargetKind.Level => "level", TargetKind.Minimum => "minimum", TargetKind.Range => "range" };

    private static string? StateOf(TargetProgress? progress) => progress?.State switch
    {
        TargetState.Reached => "reached",
        TargetState.InDays => "in_days",
        TargetState.NotAtThisPace => "not_at_this_pace",
        TargetState.NoTarget => "no_target",
        null => null,
    };

    private static decimal? Rounded(decimal? value) => value is { } exact ? Math.Round(exact, Digits, MidpointRounding.AwayFromZero) : null;
}

/// <summary>What a target is measured with: a row of a receipt.</summary>
/// <param name="Opening">The figure before the month, for its pace; null where it is not known.</param>
/// <param name="Day">The last day that counts, <paramref name="DaysLeft"/> days before the end of the month.</param>
internal sealed record TargetProofRow(string Metric, string Kind, decimal Value, decimal? Upper, decimal? Opening, decimal? Current, DateOnly Day, int? DaysLeft)
{
    public static object Of(TargetRow row) => new TargetProofRow(
        row.Target.Metric, TargetEntry.NameOf(row.Target.Kind), row.Target.Value, row.Target.Upper, row.Opening, row.Now, row.Period.LastDay, row.Progress?.DaysLeft);
}

/// <param name="Targets">Of the months of the span.</param>
internal sealed record TargetSummary(int Targets, int Reached);

/// <summary><c>GET /api/v1/metrics/targets</c></summary>
internal static class TargetEndpoint
{
    public static async Task<IResult> TargetsAsync(HttpRequest http, RatioDesk desk, TargetFigures figures, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Target, cancel);
        if (query is null) return wrong!;
        if (query.Interval != CalendarUnit.Month) return Requests.Wrong("Targets are by month: leave out interval.");
        List<Period> months = [.. query.Periods(desk.Company.Calendar).Select(month => new Period(Month.Of(month.Start).FirstDay, month.End))];
        var view = await figures.ReadAsync(desk.AskedOf(query), months, cancel);
        return RatioDesk.Write(
            view.Ledger, query, (IReadOnlyList<TargetEntry>)[.. view.Rows.Select(row => TargetEntry.Of(row, desk.Company.Currency))],
            new TargetSummary(view.Rows.Count, view.Rows.Count(row => row.Progress?.State == TargetState.Reached)));
    }
}
