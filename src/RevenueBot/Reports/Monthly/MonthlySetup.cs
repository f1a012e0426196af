using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Questions;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>The board report, the forecasts that are kept for it, and its recommendations.</summary>
internal static class MonthlySetup
{
    public static IServiceCollection AddMonthly(this IServiceCollection services) => services
        .AddSingleton(all => Owners.Read(all.GetRequiredService<Settings>().Configuration)).AddSingleton<KeptForecasts>().AddSingleton<KeptAdvice>().AddSingleton<KeptReports>().AddSingleton<DataProblems>().AddSingleton<IRefresh, ForecastKeeping>()
        .AddSingleton(all => new MonthlyQuestions(new Lazy<Asker>(all.GetRequiredService<Asker>))).AddSingleton<MonthlyReading>().AddSingleton<RiskReading>().AddSingleton<AdviceReading>()
        .AddSingleton<MonthlySource>().AddSingleton<IDigestSource>(all => all.GetRequiredService<MonthlySource>());
}
