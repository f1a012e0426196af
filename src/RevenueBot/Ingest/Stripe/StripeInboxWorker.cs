using System.Text.Json;
using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Applies what the webhook has stored. Several replicas may run it.</summary>
internal sealed partial class StripeInboxWorker(
    Inbox inbox, StripeHandler handler, StripeStore store, StripeInboxSignal signal, TimeProvider time, ILogger<StripeInboxWorker> log) : BackgroundService
{
    internal const int MaxAttempts = 12;
    private const int Batch = 50;
    /// <summary>What a worker that died has left waits this long. Too short is harmless: applying twice changes nothing.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

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
                await inbox.FailAsync(new InboxKey(left.Source, left.EventId), "Stopped before it was applied.", time.GetUtcNow(), int.MaxValue, CancellationToken.None);
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
            LogFailed(message.EventId, message.Attempts, e.GetType().Name);
            var sentence = e is StripeException ? e.Message : $"It could not be applied ({e.GetType().Name}).";
            await inbox.FailAsync(new InboxKey(message.Source, message.EventId), sentence, time.GetUtcNow() + WaitAfter(message.Attempts), MaxAttempts, ct);
        }
    }

    private static StripeEvent? ReadEvent(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return StripeEvent.Read(document.RootElement.Clone());
    }

    private static TimeSpan WaitAfter(int attempts)
    {
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 20)));
        return wait < LongestWait ? wait : LongestWait;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe event {EventId} failed at attempt {Attempt}: {Reason}")]
    private partial void LogFailed(string eventId, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Stripe inbox stopped for a moment: {Reason}")]
    private partial void LogStopped(string reason);
}
