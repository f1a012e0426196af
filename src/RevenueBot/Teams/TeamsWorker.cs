using RevenueBot.Alerts;
using RevenueBot.Chat;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>Works on what the reception has stored. A question that waited for long is not answered: figures of another hour would surprise.</summary>
internal sealed class TeamsWorker(
    TeamsInbox inbox, TeamsDesk desk, TeamsArrivals arrivals, PlaceStore places, TeamsDelivery delivery, TeamsSeal seal, Company company, TimeProvider clock, ILogger<TeamsWorker> logger)
    : ChatWorker("Teams", inbox, clock, logger)
{
    private static readonly TimeSpan _tooOld = TimeSpan.FromHours(1);
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    protected override async Task<DeliveryOutcome> HandleAsync(InboxMessage message, CancellationToken finish)
    {
        if (TeamsRequest.FromBytes(message.Body) is not { } request) return _nothing;
        if (request.Kind == TeamsRequestKind.Installed) return await arrivals.InstalledAsync(request, finish);
        if (request.Kind == TeamsRequestKind.Removed) return await arrivals.RemovedAsync(request, finish);
        var age = Clock.GetUtcNow() - message.ReceivedAt;
        if (age <= _tooOld) return await ServeAsync($"{request.Kind}", limit => ServeAsync(request, limit), (code, problem) => ConfessAsync(request, code, problem, finish), finish);
        logger.Dropped(request.Kind, (int)age.TotalMinutes);
        return _nothing;
    }

    private async Task<DeliveryOutcome> ServeAsync(TeamsRequest request, CancellationToken limit)
    {
        await places.SeenAsync(request.Place, request.User, request.At, limit);
        return await desk.ServeAsync(request, limit);
    }

    private Task<DeliveryOutcome> ConfessAsync(TeamsRequest request, string code, string problem, CancellationToken finish)
    {
        logger.Failed(request.Kind, code, problem);
        var question = request.Kind == TeamsRequestKind.Message ? seal.Close(request.Text, request.Place.Tenant) : CardVerbs.IsOne(request.Verb) ? request.Value : null;
        return delivery.TellAsync(request, CardNotices.Failure(code, Days.LongMoment(Clock.GetUtcNow(), company.Calendar), question), finish);
    }
}
