using Quartz;
using RevenueBot.Doctor;

namespace RevenueBot.Jobs;

/// <summary>Scheduled jobs: several replicas on one database run each of them once.</summary>
internal static class JobsSetup
{
    // One thread for long figures, one for what must not wait behind them.
    private const int Threads = 2;

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var options = JobsOptions.Read(configuration);
        services.AddSingleton(options).AddSingleton<JobTable>().AddSingleton<JobRuns>().AddSingleton<JobRunner>().AddSingleton<JobsDoctor>();
        services.AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<JobsDoctor>().CheckAsync);
        return options.Run ? services.AddScheduler() : services;
    }

    private static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "revenuebot";
                scheduler.InstanceId = $"{Environment.MachineName}-{Guid.NewGuid():N}"; // a restarted replica is another one: its broken-off runs are taken over
            });
            quartz.UseDefaultThreadPool(Threads);
            quartz.UsePersistentStore(Store);
        });
        return services.AddHostedService<JobSchedule>();
    }

    private static void Store(IPersistentStoreBuilder store)
    {
        store.UsePostgres(source => source.UseRegisteredDataSource = true);
        store.UseSystemTextJsonSerializer();
        store.UseClustering(_ => { });
        store.ProvisionSchema();
        store.ConfigureStore(options => options.TablePrefix = "quartz.qrtz_");
    }
}
