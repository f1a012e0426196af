using System.Text.Json;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams;

/// <summary>Takes admitted activities in: reads, stores, acknowledges. Only a click waits, for a moment, for what the worker says to it.</summary>
internal sealed class TeamsReception(TeamsInbox inbox, TeamsClicks clicks, ReceptionLimit limit, TimeProvider clock, ILogger<TeamsReception> logger)
{
    private static readonly TimeSpan _storingMayTake = TimeSpan.FromSeconds(2);

    public Task<IResult> ReceiveAsync(JsonElement activity, CancellationToken cancel)
    {
        try
        {
            var isInvoke = activity.Text("type") == "invoke";
            if (isInvoke && !TeamsPayload.IsClick(activity)) return Task.FromResult(Results.StatusCode(StatusCodes.Status501NotImplemented));
            var request = TeamsPayload.Read(activity, clock.GetUtcNow());
            return isInvoke ? ClickAsync(request, activity.Child("value").Text("trigger"), cancel) : KeepAsync(request, cancel);
        }
        catch (InvalidOperationException) // half of a surrogate pair, or bytes that are no text
        {
            logger.Unreadable();
            return Task.FromResult(Results.StatusCode(StatusCodes.Status400BadRequest));
        }
    }

    private async Task<IResult> KeepAsync(TeamsRequest? request, CancellationToken cancel)
    {
        if (request is null) return Results.Ok();
        if (request.Kind is TeamsRequestKind.Message or TeamsRequestKind.Click && !limit.Takes(request.User.Id)) return Results.Ok();
        return await StoreAsync(request, cancel) is null ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Ok();
    }

    private async Task<IResult> ClickAsync(TeamsRequest? request, string trigger, CancellationToken cancel) => (await AnswerAsync(request, trigger, cancel)).ToResult();

    /// <param name="trigger"><c>automatic</c>: the client asks by itself. No card of ours wants that, and nothing is done that nobody clicked.</param>
    private async Task<ClickAnswer> AnswerAsync(TeamsRequest? request, string trigger, CancellationToken cancel)
    {
        if (request is null || trigger == "automatic") return ClickAnswer.Bad(CardNotices.Gone);
        if (!limit.Takes(request.User.Id)) return ClickAnswer.Line(CardNotices.TooMany);
        var isStored = true;
        var answer = await clicks.WaitAsync(request.EventId, async () => await StoreAsync(request, cancel) is { } isNew ? isNew : isStored = false, cancel);
        return isStored ? answer : ClickAnswer.Line(CardNotices.TryAgainShortly);
    }

    /// <summary>Whether it is new; null where it could not be kept.</summary>
    private async Task<bool?> StoreAsync(TeamsRequest request, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_storingMayTake);
        try
        {
            return await inbox.AddAsync(request, deadline.Token);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            logger.NotStored(failure.GetType().Name);
            return null;
        }
    }
}
