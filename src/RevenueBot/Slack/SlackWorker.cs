using System.Security.Cryptography;
using Npgsql;
using RevenueBot.Alerts;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Installing;

namespace RevenueBot.Slack;

/// <summary>
/// Works on what the reception has stored, several requests at a time. A request that a killed process left is taken up again when its
/// lease runs out; one that is too old for Slack to take its answer is dropped.
/// </summary>
internal sealed class SlackWorker(
    SlackInbox inbox, Installations installations, SlackDesk desk, SlackDelivery delivery, SlackSeal seal, Company company, TimeProvider clock, ILogger<SlackWorker> logger)
    : BackgroundService
{
    private const int AtATime = 8;
    private static readonly TimeSpan _finishing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _answeringMayTake = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _backOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _tidiesEvery = TimeSpan.FromHours(1);
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();
    private readonly SemaphoreSlim _seats = new(AtATime);
    private DateTimeOffset _nextTidy = DateTimeOffset.MinValue;

    /// <summary>Takes work until told to stop, then lets what has begun finish.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var finish = new CancellationTokenSource();
        await using var ending = stoppingToken.Register(() => finish.CancelAfter(_finishing));
        while (!stoppingToken.IsCancellationRequested) await TakeAsync(finish.Token, stoppingToken);
        for (var seat = 0; seat < AtATime; seat++) await _seats.WaitAsync(CancellationToken.None);
    }

    private async Task TakeAsync(CancellationToken finish, CancellationToken stop)
    {
        try
        {
            await _seats.WaitAsync(stop);
            if (await ClaimAsync(stop) is { } message) _ = WorkAsync(message, finish);
            else await inbox.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    /// <summary>The next message, with the seat kept for it; null with the seat given back.</summary>
    private async Task<InboxMessage?> ClaimAsync(CancellationToken stop)
    {
        InboxMessage? message = null;
        try
        {
            await TidyAsync(stop);
            return message = await inbox.ClaimAsync(stop);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            logger.WorkerTroubled(trouble.GetType().Name);
            return null;
        }
        finally
        {
            if (message is null) _seats.Release();
        }
    }

    private async Task TidyAsync(CancellationToken stop)
    {
        if (clock.GetUtcNow() < _nextTidy) return;
        await inbox.ForgetOldAsync(stop);
        _nextTidy = clock.GetUtcNow() + _tidiesEvery;
    }

    private async Task WorkAsync(InboxMessage message, CancellationToken finish)
    {
        try
        {
            if (await HandleAsync(message, finish) is DeliveryOutcome.RetryAfter later)
                await inbox.PostponeAsync(message, later.Reason, clock.GetUtcNow() + (later.Delay ?? _backOff), finish);
            else await inbox.DoneAsync(message, finish);
        }
        catch (OperationCanceledException) when (finish.IsCancellationRequested)
        {
            await GiveBackAsync(message);
        }
        catch (Exception trouble) // left to its lease: it is taken up again
        {
            logger.WorkerTroubled(trouble.GetType().Name);
        }
        finally
        {
            _seats.Release();
        }
    }

    /// <summary>Stopping: another process, or the next start, need not wait for the lease to run out.</summary>
    private async Task GiveBackAsync(InboxMessage message)
    {
        try
        {
            await inbox.PostponeAsync(message, "stopped", clock.GetUtcNow(), CancellationToken.None);
        }
        catch (NpgsqlException trouble)
        {
            logger.WorkerTroubled(trouble.GetType().Name);
        }
    }

    private async Task<DeliveryOutcome> HandleAsync(InboxMessage message, CancellationToken finish)
    {
        var age = clock.GetUtcNow() - message.ReceivedAt;
        var request = SlackRequest.FromBytes(message.Body);
        if (request is null) return _nothing;
        if (request.Kind == SlackRequestKind.Uninstalled) return await UninstallAsync(request, message.ReceivedAt, finish);
        if (age <= ResponseUrl.Lifetime) return await AdmitAsync(request, finish);
        logger.Dropped(request.Kind, (int)age.TotalMinutes);
        return _nothing;
    }

    /// <summary>A workspace where the app is not installed, or no more, gets nothing.</summary>
    private async Task<DeliveryOutcome> AdmitAsync(SlackRequest request, CancellationToken finish)
    {
        var (stored, problem) = await installations.FindAsync(request.Installation, finish);
        if (stored is { Installation.State: InstallationState.Active }) return await ServeAsync(request, finish);
        if (stored is null && problem is DeliveryOutcome.RetryAfter) return problem;
        logger.NotInstalled(request.Kind, stored?.Installation.Reason ?? problem?.Problem ?? "not_installed");
        return _nothing;
    }

    /// <summary>Said by two events, in any order, more than once, and late: an installation that is younger stays.</summary>
    private async Task<DeliveryOutcome> UninstallAsync(SlackRequest request, DateTimeOffset receivedAt, CancellationToken finish)
    {
        var (stored, problem) = await installations.FindAsync(request.Installation, finish);
        if (stored is not null) await installations.EndAsync(stored.Installation, InstallationState.Removed, "app_uninstalled", request.OccurredAt ?? receivedAt, finish);
        return problem is DeliveryOutcome.RetryAfter ? problem : _nothing;
    }

    private async Task<DeliveryOutcome> ServeAsync(SlackRequest request, CancellationToken finish)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(finish);
        limit.CancelAfter(_answeringMayTake);
        var began = clock.GetTimestamp();
        try
        {
            var outcome = await desk.ServeAsync(request, limit.Token);
            logger.Delivered(request.Kind, (long)clock.GetElapsedTime(began).TotalMilliseconds, outcome.Problem ?? "sent");
            return outcome;
        }
        catch (Exception trouble) when (!finish.IsCancellationRequested) // whatever failed, the asker is told
        {
            return await ConfessAsync(request, trouble, finish);
        }
    }

    /// <summary>Says that the answer did not arrive, with a code that leads to the log. The trouble itself is logged by its kind alone.</summary>
    private async Task<DeliveryOutcome> ConfessAsync(SlackRequest request, Exception trouble, CancellationToken finish)
    {
        var code = "E-" + RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 4);
        logger.Failed(request.Kind, code, $"{trouble.GetType().Name} in {trouble.TargetSite?.DeclaringType?.Name}");
        var question = request.Kind == SlackRequestKind.Submission || AlertActionIds.IsOne(request.ActionId) ? null : request.Kind == SlackRequestKind.Click ? request.Value : seal.Close(request.Text, request.Workspace);
        var moment = Days.LongMoment(clock.GetUtcNow(), company.Calendar);
        return await delivery.SendAsync(ReplyRoute.Of(request), SlackNotices.Failure(code, moment, question), finish);
    }
}
