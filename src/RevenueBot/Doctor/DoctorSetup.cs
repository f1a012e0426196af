using Npgsql;
using RevenueBot.Access;
using RevenueBot.Configuration;

namespace RevenueBot.Doctor;

internal static class DoctorSetup
{
    /// <summary>The checks of the house itself; each feature adds its own beside its registrations.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<DoctorProbe>(provider => cancel =>
            DatabaseChecks.RunAsync(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(), cancel));
        services.AddSingleton<DoctorProbe>(provider => _ => SettingsChecks.RunAsync(provider.GetRequiredService<Settings>()));
        services.AddSingleton<DoctorProbe>(_ => _ => DrawingChecks.RunAsync());
        services.AddSingleton<DoctorProbe>(provider => _ => ApiKeyChecks.RunAsync(provider.GetRequiredService<ApiKeys>()));
        return services.AddSingleton<DoctorRound>();
    }
}
