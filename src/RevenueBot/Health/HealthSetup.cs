namespace RevenueBot.Health;

internal static class HealthSetup
{
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<RequestTimes>().AddSingleton<RequestListener>().AddSingleton<OperationsReading>();
}
