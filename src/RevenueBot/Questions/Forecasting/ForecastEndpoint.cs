using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Forecasting;

/// <summary><c>GET /api/v1/metrics/forecast?months=&amp;churn_points=&amp;sales_percent=&amp;price_percent=&amp;to=&amp;known_at=</c>; <c>to</c> is the day it looks ahead from.</summary>
internal static class ForecastEndpoint
{
    public static ApiParameter Months { get; } = new("months", $"Months ahead, 1 to {ForecastSource.LongestHorizon}; by default 6.");

    public static ApiParameter ChurnPoints { get; } = new("churn_points", "Percentage points a month added to churn, such as 1 or -0.5.");

    public static ApiParameter SalesPercent { get; } = new("sales_percent", "Percent by which new, reactivated and resumed MRR of every month changes, such as 10 or -10.");

    public static ApiParameter PricePercent { get; } = new("price_percent", "Percent by which prices change: monthly contracts and new customers from the first whole month, longer contracts when they renew.");

    public static async Task<IResult> ForecastAsync(
        HttpRequest http, ForecastSource source, LedgerReader ledger, Company company, TimeProvider time, CancellationToken cancel)
    {
        var (asked, wrong) = Asked(http.Parameter, company, time.GetUtcNow());
        if (asked is null) return Requests.Wrong(wrong!);
        var computed = await source.GetAsync(asked, cancel);
        var snapshot = await ledger.ContextAsync(Dimension.Total, asked.Day, asked.Question.KnownAt, cancel);
        var view = new ForecastView(asked, computed.Value, snapshot.Targets);
        return TypedResults.Json(
            new MetricJson<ForecastEntry, ForecastSummary>(
                view.IsEmpty ? [] : [.. view.Months.Select(month => ForecastEntry.Of(month, company.Currency))], ForecastSummary.Of(view, computed.AsOf),
                asked.Day, asked.Question.KnownAt, Provenance.Through(snapshot.Sources, asked.Question.KnownAt), snapshot.ProfileName),
            ApiJson.Options);
    }

    private static (Asked? Asked, string? Wrong) Asked(Func<string, string?> parameter, Company company, DateTimeOffset now)
    {
        var (query, wrong) = MetricQuery.Read(parameter, new Meaning(Metric.Forecast), company.Calendar.DayOf(now), company.Calendar);
        if (query is null) return (null, wrong);
        var months = 0;
        if (parameter("months") is { } count && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out months) && months is >= 1 and <= ForecastSource.LongestHorizon))
            return (null, $"months is a whole number from 1 to {ForecastSource.LongestHorizon}.");
        if (Number(parameter("churn_points"), -Suppositions.MostPoints, Suppositions.MostPoints) is not { } points)
            return (null, $"churn_points is a number of percentage points a month from -{Suppositions.MostPoints} to {Suppositions.MostPoints}, such as 1 or -0.5.");
        if (Number(parameter("sales_percent"), Suppositions.LeastPercent, Suppositions.MostPercent) is not { } sales) return (null, Percent("sales_percent"));
        if (Number(parameter("price_percent"), Suppositions.LeastPercent, Suppositions.MostPercent) is not { } prices) return (null, Percent("price_percent"));
        var question = new Question
        {
            Metric = Metric.Forecast, Months = months == 0 ? null : months, Supposed = new(points, sales, prices), KnownAt = query.KnownAt,
            AsOf = query.AsOf(company.Calendar.DayOf(now)),
        };
        return (new Asked { Question = question, Now = now, Calendar = company.Calendar, Currency = company.Currency }, null);
    }

    private static string Percent(string name) => $"{name} is a number of percent from {Suppositions.LeastPercent} to {Suppositions.MostPercent}, such as 5 or -5.";

    /// <summary>0 where none is given; null where it is none, or too far.</summary>
    private static decimal? Number(string? text, decimal least, decimal most) => text is null ? 0
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
