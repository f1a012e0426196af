using RevenueBot.Access;
using RevenueBot.Ingest.Files;

namespace RevenueBot.Ingest;

/// <summary>The sources that are not a biller: import files, uploads, and the user's own database.</summary>
internal static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSingleton<FileImport>()
        .AddSingleton<ApiKeys>()
        .AddSingleton(provider => ImportLimits.Read(provider.GetRequiredService<IConfiguration>()));

    public static void MapIngest(this IEndpointRouteBuilder routes) =>
        routes.MapImport(routes.ServiceProvider.GetRequiredService<ImportLimits>());
}
