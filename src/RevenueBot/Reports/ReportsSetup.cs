using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Reports.Daily;

namespace RevenueBot.Reports;

/// <summary>The reports that are made by the clock.</summary>
internal static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.TryAddSingleton<ReadQuotes>((_, _) => Task.FromResult<IReadOnlyList<DigestQuote>>([]));
        return services.AddSingleton<Reporter>().AddSingleton<IDigestSource, DailySource>();
    }
}
