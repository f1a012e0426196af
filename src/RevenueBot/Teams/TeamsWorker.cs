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
    private static readonly TimeSpan _answeringMayTake = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _tooOld = TimeSpan.FromHours(1);
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    protected override async Task<DeliveryOutcome> HandleAsync(InboxMessage message, CancellationToken finish)
    {
        if (TeamsRequest.FromBytes(message.Body) is not { } request) return _nothing;
        if (request.Kind == TeamsRequestKind.Installed) return await arrivals.InstalledAsync(request, finish);
        if (request.Kind == TeamsRequestKind.Removed) return await arrivals.RemovedAsync(request, finish);
        var age = Clock.GetUtcNow() - message.ReceivedAt;
        if (age <= _tooOld) return await ServeAsync(request, finish);
        logger.Dropped(request.Kind, (int)age.TotalMinutes);
        return _nothing;
    }

    private async Task<DeliveryOutcome> ServeAsync(TeamsRequest request, CancellationToken finish)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(finish);
        limit.CancelAfter(_answeringMayTake);
        var began = Clock.GetTimestamp();
        try
        {
            await places.SeenAsync(request.Place, request.User, request.At, limit.Token);
            var outcome = await desk.ServeAsync(request, limit.Token);
            logger.Delivered(request.Kind, (long)Clock.GetElapsedTime(began).TotalMilliseconds, outcome.Problem ?? "sent");
            return outcome;
        }
        catch (Exception trouble) when (!finish.IsCancellationRequested) // whatever failed, the asker is told
        {
            return await ConfessAsync(request, trouble, finish);
        }
    }

    /// <summary>Says that the answer did not arrive, with a code that leads to the log. The trouble itself is logged by its kind alone.</summary>
    private async Task<DeliveryOutcome> ConfessAsync(TeamsRequest request, Exception trouble, CancellationToken finish)
    {
        var code = ChatLog.NewCode();
        logger.Failed(request.Kind, code, $"{trouble.GetType().Name} in {trouble.TargetSite?.DeclaringType?.Name}");
        var question = request.Kind == TeamsRequestKind.Message ? seal.Close(request.Text, request.Place.Tenant) : CardVerbs.IsOne(request.Verb) ? request.Value : null;
        return await delivery.TellAsync(request, CardNotices.Failure(code, Days.LongMoment(Clock.GetUtcNow(), company.Calendar), question), finish);
    }
}
