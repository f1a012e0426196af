using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Forecasting;

internal static class ForecastingSetup
{
    public static IServiceCollection AddForecasting(this IServiceCollection services) => services
        .AddSingleton<ScheduleReader>().AddSingleton<ForecastSource>().AddSingleton<IRefresh>(all => all.GetRequiredService<ForecastSource>())
        .AddSingleton<IMetricAnswers, ForecastAnswers>();

    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapForecasting(this IEndpointRouteBuilder api) => api.MapGet("/metrics/forecast", ForecastEndpoint.ForecastAsync).Produces<MetricJson<ForecastEntry, ForecastSummary>>()
        .Takes(ApiParameter.OfDay(Metric.Forecast)).Takes(ForecastEndpoint.Months, ForecastEndpoint.ChurnPoints, ForecastEndpoint.SalesPercent, ForecastEndpoint.PricePercent).WithSummary("MRR month by month ahead of the day to, with its ranges.");
}
