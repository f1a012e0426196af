using RevenueBot.Reports.Attention;
using RevenueBot.Reports.Daily;
using RevenueBot.Reports.Monthly;
using RevenueBot.Reports.Weekly;

namespace RevenueBot.Reports;

/// <summary>The reports that are made by the clock.</summary>
internal static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<Reporter>().AddSingleton<AttentionSource>().AddSingleton<SuccessSource>()
        .AddSingleton<IDigestSource, DailySource>().AddSingleton<IDigestSource, WeeklySource>().AddMonthly();
}
