using System.Text.Json;
using System.Threading.RateLimiting;
using Npgsql;
using RevenueBot.Chat;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams;

/// <summary>Takes admitted activities in: reads, stores, acknowledges. Only a click waits, for a moment, for what the worker says to it.</summary>
internal sealed class TeamsReception(TeamsInbox inbox, TeamsClicks clicks, TimeProvider clock, ILogger<TeamsReception> logger) : IDisposable
{
    private const int RequestsPerMinute = 30;
    private static readonly TimeSpan _storingMayTake = TimeSpan.FromSeconds(2);

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(person =>
        RateLimitPartition.GetFixedWindowLimiter(person, _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public async Task<IResult> ReceiveAsync(JsonElement activity, CancellationToken cancel)
    {
        var isInvoke = activity.Text("type") == "invoke";
        if (isInvoke && !TeamsPayload.IsClick(activity)) return Results.StatusCode(StatusCodes.Status501NotImplemented);
        var request = TeamsPayload.Read(activity, clock.GetUtcNow());
        if (isInvoke) return (await ClickAsync(request, activity.Child("value").Text("trigger"), cancel)).ToResult();
        if (request is null) return Results.Ok();
        if (request.Kind is TeamsRequestKind.Message or TeamsRequestKind.Click && !IsWithinLimit(request)) return Results.Ok();
        return await StoreAsync(request, cancel) is null ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Ok();
    }

    public void Dispose() => _limits.Dispose();

    /// <param name="trigger"><c>automatic</c>: the client asks by itself. No card of ours wants that, and nothing is done that nobody clicked.</param>
    private async Task<ClickAnswer> ClickAsync(TeamsRequest? request, string trigger, CancellationToken cancel)
    {
        if (request is null || trigger == "automatic") return ClickAnswer.Bad(CardNotices.Gone);
        if (!IsWithinLimit(request)) return ClickAnswer.Line(CardNotices.TooMany);
        var isStored = true;
        var answer = await clicks.WaitAsync(request.EventId, async () => await StoreAsync(request, cancel) is { } isNew ? isNew : isStored = false, cancel);
        return isStored ? answer : ClickAnswer.Line(CardNotices.TryAgainShortly);
    }

    private bool IsWithinLimit(TeamsRequest request)
    {
        using var permit = _limits.AttemptAcquire(request.User.Id);
        return permit.IsAcquired;
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
