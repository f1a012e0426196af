using RevenueBot.Access;
using RevenueBot.Configuration;
using RevenueBot.Ingest.AppDatabase;
using RevenueBot.Ingest.Files;

namespace RevenueBot.Ingest;

/// <summary>The sources that are not a biller: import files, uploads, and the user's own database.</summary>
internal static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<FileImport>().AddSingleton<ApiKeys>().AddSingleton(new ApiLimits(settings.Configuration)).AddSingleton(ImportLimits.Read(settings.Configuration));
        if (AppDatabaseOptions.Read(settings.Configuration) is not { } application) return services;
        return services.AddSingleton(application).AddSingleton<Watermarks>().AddSingleton<AppDatabaseSource>().AddHostedService<AppDatabasePoller>();
    }

    public static void MapIngest(this IEndpointRouteBuilder routes) =>
        routes.MapImport(routes.ServiceProvider.GetRequiredService<ImportLimits>());
}
