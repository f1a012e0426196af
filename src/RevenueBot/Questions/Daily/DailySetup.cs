using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Daily;

/// <summary>The panel of a day.</summary>
internal static class DailySetup
{
    public static IServiceCollection AddDaily(this IServiceCollection services) =>
        services.AddSingleton<DayReader>().AddSingleton<DayFigures>().AddSingleton<IMetricAnswers, DayAnswers>();
}
