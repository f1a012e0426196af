using RevenueBot.Alerts;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>The bot comes and goes. Events about it arrive in any order and repeatedly; it greets once, and never each member of a team.</summary>
internal sealed class TeamsArrivals(PlaceStore places, TeamsDirectory directory, TeamsDelivery delivery, TeamsSeal seal, ILogger<TeamsArrivals> logger)
{
    public async Task<DeliveryOutcome> InstalledAsync(TeamsRequest request, CancellationToken cancel)
    {
        await places.SeenAsync(request.Place, request.User, request.At, cancel);
        await places.InstallAsync(request.Place, request.User.IsBot ? null : request.User.Person, request.At, cancel);
        if (!await places.ClaimWelcomeAsync(request.Place, cancel)) return new DeliveryOutcome.Sent();
        var sent = await delivery.PostAsync(request.Place, await WelcomeAsync(request, cancel), cancel);
        if (sent is DeliveryOutcome.RetryAfter) await places.ReleaseWelcomeAsync(request.Place, cancel);
        return sent;
    }

    public async Task<DeliveryOutcome> RemovedAsync(TeamsRequest request, CancellationToken cancel)
    {
        await places.SeenAsync(request.Place, request.User, request.At, cancel);
        await places.RemoveAsync(request.Place, request.WholeTeam, request.At, cancel);
        logger.Removed(request.Place.Kind);
        return new DeliveryOutcome.Sent();
    }

    /// <summary>Three steps for a person; a sentence for a place, naming who added the bot.</summary>
    private async Task<CardMessage> WelcomeAsync(TeamsRequest request, CancellationToken cancel)
    {
        var name = request.User.IsBot ? null : (await directory.MemberAsync(request.User.Id, request.Place, fresh: false, cancel))?.Name;
        if (request.Place.IsPersonal) return CardNotices.Welcome(name, text => seal.Close(text, request.Place.Tenant));
        var added = name is { Length: > 0 } ? $"{name} added RevenueBot." : "RevenueBot is installed.";
        return CardNotices.Plain($"{added} Mention me with a question, such as “mrr by plan”: the answer goes to you alone. I post nothing here until somebody who may asks for it.");
    }
}
