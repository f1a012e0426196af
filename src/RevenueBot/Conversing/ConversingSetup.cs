using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Jobs;

namespace RevenueBot.Conversing;

/// <summary>Follow-ups in conversations, for every chat platform.</summary>
internal static class ConversingSetup
{
    /// <summary>May be called by every platform: what is there stays.</summary>
    public static IServiceCollection AddConversing(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ConversationStore))) return services;
        services.AddSingleton<ConversationStore>().AddSingleton<IRefresh>(provider => provider.GetRequiredService<ConversationStore>());
        services.TryAddSingleton<TalkDesk>();
        return services;
    }
}
