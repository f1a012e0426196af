using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Forecasting;

/// <summary><c>GET /api/v1/metrics/forecast?months=&amp;churn_points=&amp;to=&amp;known_at=</c>; <c>to</c> is the day it looks ahead from.</summary>
internal static class ForecastEndpoint
{
    private const decimal MostPoints = 100;

    public static ApiParameter Months { get; } = new("months", $"Months ahead, 1 to {ForecastSource.LongestHorizon}; by default 6.");

    public static ApiParameter ChurnPoints { get; } = new("churn_points", "Percentage points a month added to churn, such as 1 or -0.5.");

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
        decimal? points = null;
        if (parameter("churn_points") is { } text)
        {
            if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) || Math.Abs(read) > MostPoints)
                return (null, "churn_points is a number of percentage points a month, such as 1 or -0.5.");
            points = read;
        }

        var question = new Question
        {
            Metric = Metric.Forecast, Months = months == 0 ? null : months, ChurnPoints = points, KnownAt = query.KnownAt,
            AsOf = query.Last == company.Calendar.DayOf(now) ? null : query.Last,
        };
        return (new Asked { Question = question, Now = now, Calendar = company.Calendar, Currency = company.Currency }, null);
    }
}
