namespace RevenueBot.Pictures;

/// <summary>Charts by signed address.</summary>
internal static class PicturesSetup
{
    public static IServiceCollection AddPictures(this IServiceCollection services) =>
        services.AddSingleton<ChartAddresses>().AddSingleton<ChartPictures>().AddSingleton<ChartEndpoints>();

    public static void MapPictures(this IEndpointRouteBuilder routes) => ChartEndpoints.Map(routes);
}
