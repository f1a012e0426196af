using System.Text.Json;
using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Applies what the webhook has stored. Several replicas may run it.</summary>
internal sealed partial class StripeInboxWorker(
    Inbox inbox, StripeHandler handler, StripeStore store, StripeInboxSignal signal, TimeProvider time, ILogger<StripeInboxWorker> log) : BackgroundService
{
    private const int Batch = 50;
    /// <summary>What a worker that died has left waits this long. Too short is harmless: applying twice changes nothing.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Applies everything that is due now.</summary>
    /// <returns>How many messages were taken.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var taken = 0;
        while (await inbox.ClaimAsync(StripeStore.Source, Batch, Lease, ct) is { Count: > 0 } messages)
        {
            await HandleAllAsync(messages, ct);
            taken += messages.Count;
        }

        return taken;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
                await signal.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A worker outlives whatever goes wrong, mostly a database that is away.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogStopped(e.GetType().Name);
                await Task.Delay(Poll, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Told to stop, it gives back what it has not begun, so that the next start need not wait for the lease to run out.</summary>
    private async Task HandleAllAsync(IReadOnlyList<InboxMessage> messages, CancellationToken ct)
    {
        var done = 0;
        try
        {
            for (; done < messages.Count; done++) await HandleAsync(messages[done], ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            foreach (var left in messages.Skip(done))
                await inbox.PostponeAsync(left.Key, "Stopped before it was applied.", time.GetUtcNow(), CancellationToken.None);
            throw;
        }
    }

    private async Task HandleAsync(InboxMessage message, CancellationToken ct)
    {
        try
        {
            if (ReadEvent(message.Body) is not { } received) await store.IgnoreAsync(message.EventId, "No event with a snapshot of its object.", ct);
            else if ((await handler.ApplyAsync(received, ct)).Ignored is { } reason) await store.IgnoreAsync(message.EventId, reason, ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException { IsTransient: true }))
        {
            // One message that cannot be applied must not stop the others; it is tried again, and at last waits for a person.
            await FailAsync(message, e, ct);
        }
    }

    private async Task FailAsync(InboxMessage message, Exception e, CancellationToken ct)
    {
        var isItsOwn = e is not (StripeException or LedgerRulesException);
        var failure = new InboxFailure(isItsOwn ? $"It could not be applied ({e.GetType().Name})." : e.Message, isItsOwn, EventRetry.Next(message, isItsOwn, time.GetUtcNow()));
        await inbox.FailAsync(message.Key, failure, ct);
        if (failure.RetryAt is { } next) LogFailed(message.EventId, e.GetType().Name, next);
        else LogDead(message.EventId, failure.Error);
    }

    private static StripeEvent? ReadEvent(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return StripeEvent.Read(document.RootElement.Clone());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe event {EventId} could not be applied ({Reason}); the next try is at {Next:u}")]
    private partial void LogFailed(string eventId, string reason, DateTimeOffset next);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stripe event {EventId} is given up: {Reason} Run \"backfill stripe\" to try it again.")]
    private partial void LogDead(string eventId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Stripe inbox stopped for a moment: {Reason}")]
    private partial void LogStopped(string reason);
}
