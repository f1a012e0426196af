using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Alerts;
using RevenueBot.Doctor;

namespace RevenueBot.Slack.Sockets;

/// <summary>Socket Mode: the bot calls Slack, and Slack need not reach the bot.</summary>
internal static class SocketSetup
{
    private const string Name = "Slack sockets";

    public static IServiceCollection AddSockets(this IServiceCollection services)
    {
        services.TryAddSingleton(new SocketPace());
        services.AddSingleton<SocketDoor>().AddSingleton<DoctorProbe>(provider => cancel => CheckAsync(provider.GetRequiredService<SocketDoor>(), cancel));
        return services.AddHostedService<SocketWorker>();
    }

    /// <summary>Asks for an address and leaves it unused.</summary>
    private static async Task<IReadOnlyList<DoctorCheck>> CheckAsync(SocketDoor door, CancellationToken cancel) => (await door.AskAsync(cancel)).Outcome switch
    {
        DeliveryOutcome.Sent => [DoctorCheck.Ok(Name, "Slack gives out sockets: no public address is needed.")],
        DeliveryOutcome.Permanent refused => [DoctorCheck.Fail(Name, $"Slack gives out no socket ({refused.Reason}), so nothing arrives. {refused.Advice}")],
        var outcome => [DoctorCheck.Warn(Name, $"It could not be checked ({outcome.Problem}): run doctor again in a minute.")],
    };
}
