using Npgsql;
using RevenueBot.Alerts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Chat;

/// <summary>
/// Works on what a platform's reception has stored, several requests at a time. A request that a killed process left is taken up again
/// when its lease runs out.
/// </summary>
/// <param name="platform">Its name, for the log.</param>
internal abstract class ChatWorker(string platform, ChatInbox inbox, TimeProvider clock, ILogger logger) : BackgroundService
{
    private const int AtATime = 8;
    private static readonly TimeSpan _answeringMayTake = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _finishing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _backOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _settlesAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _settlesAtMost = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _tidiesEvery = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _seats = new(AtATime);
    private DateTimeOffset _nextTidy = DateTimeOffset.MinValue;

    protected TimeProvider Clock => clock;

    /// <summary>Takes work until told to stop, then lets what has begun finish.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var finish = new CancellationTokenSource();
        await using var ending = stoppingToken.Register(() => finish.CancelAfter(_finishing));
        while (!stoppingToken.IsCancellationRequested) await TakeAsync(finish.Token, stoppingToken);
        for (var seat = 0; seat < AtATime; seat++) await _seats.WaitAsync(CancellationToken.None);
    }

    /// <summary>What became of a request. One that is to be tried again is given back until then.</summary>
    protected abstract Task<DeliveryOutcome> HandleAsync(InboxMessage message, CancellationToken finish);

    /// <summary>Serves somebody within a time; whatever fails, they are told.</summary>
    /// <param name="kind">Of their request, for the log.</param>
    /// <param name="confess">Says that the answer did not arrive, with a code that leads to the log; the trouble itself is logged by its kind alone.</param>
    protected async Task<DeliveryOutcome> ServeAsync(string kind, Func<CancellationToken, Task<DeliveryOutcome>> serve, Func<string, string, Task<DeliveryOutcome>> confess, CancellationToken finish)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(finish);
        limit.CancelAfter(_answeringMayTake);
        var began = clock.GetTimestamp();
        try
        {
            var outcome = await serve(limit.Token);
            logger.Delivered(platform, kind, (long)clock.GetElapsedTime(began).TotalMilliseconds, outcome.Problem ?? "sent");
            return outcome;
        }
        catch (Exception trouble) when (!finish.IsCancellationRequested)
        {
            return await confess(ChatLog.NewCode(), $"{trouble.GetType().Name} in {trouble.TargetSite?.DeclaringType?.Name}");
        }
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
            logger.WorkerTroubled(platform, trouble.GetType().Name);
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
            var outcome = await HandleAsync(message, finish);
            await SettleAsync(() => outcome is DeliveryOutcome.RetryAfter later
                ? inbox.PostponeAsync(message, later.Reason, clock.GetUtcNow() + (later.Delay ?? _backOff), finish) : inbox.DoneAsync(message, finish), finish);
        }
        catch (OperationCanceledException) when (finish.IsCancellationRequested)
        {
            await GiveBackAsync(message);
        }
        catch (Exception trouble) // left to its lease: it is taken up again
        {
            logger.WorkerTroubled(platform, trouble.GetType().Name);
        }
        finally
        {
            _seats.Release();
        }
    }

    /// <summary>What was told is not told again because a connection broke meanwhile: that it is done is said anew, for a part of the lease.</summary>
    private async Task SettleAsync(Func<Task> settle, CancellationToken finish)
    {
        for (var wait = _settlesAgain; ; wait *= 2)
        {
            try
            {
                await settle();
                return;
            }
            catch (NpgsqlException fault) when (wait < _settlesAtMost && (fault.IsTransient || BrokenConnection.Is(fault)))
            {
                await Task.Delay(wait, clock, finish);
            }
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
            logger.WorkerTroubled(platform, trouble.GetType().Name);
        }
    }
}
