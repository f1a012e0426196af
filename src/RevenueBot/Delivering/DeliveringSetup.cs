using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Doctor;
using RevenueBot.Jobs;

namespace RevenueBot.Delivering;

/// <summary>The delivery of what the outbox holds, by whichever platforms are connected.</summary>
internal static class DeliveringSetup
{
    public static IServiceCollection AddDelivering(this IServiceCollection services)
    {
        services.TryAddSingleton<OutboxStore>();
        services.TryAddSingleton(new DispatchOptions());
        services.AddSingleton<DeliveringChecks>().AddSingleton<DoctorProbe>(provider => cancel => provider.GetRequiredService<DeliveringChecks>().RunAsync(cancel));
        services.AddSingleton<IRefresh, OutboxPruning>();
        return services.AddSingleton<Dispatcher>().AddHostedService<DispatchWorker>();
    }
}
