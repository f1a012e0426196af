using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary><c>POST /stripe/webhook</c>: verify, keep, acknowledge; the work comes later (https://docs.stripe.com/webhooks).</summary>
internal static partial class StripeWebhook
{
    internal const string Path = "/stripe/webhook";
    private const int LargestBody = 1024 * 1024;

    // Stripe waits for an answer; a database that is away must not keep it waiting.
    private static readonly TimeSpan MayTake = TimeSpan.FromSeconds(2.5);

    public static void MapStripe(this IEndpointRouteBuilder routes) => routes.MapPost(Path, ReceiveAsync);

    private static async Task<StatusCodeHttpResult> ReceiveAsync(
        HttpRequest request, StripeOptions options, Inbox inbox, StripeInboxSignal signal, TimeProvider time, ILogger<StripeInboxWorker> log, CancellationToken ct)
    {
        var (body, refusal) = await request.ReadBodyAsync(LargestBody, ct);
        if (body is null) return TypedResults.StatusCode(refusal);
        var check = StripeSignature.Verify(body, request.Headers["Stripe-Signature"], options.WebhookSecrets, time.GetUtcNow());
        if (check != SignatureCheck.Valid)
        {
            if (check == SignatureCheck.Expired) LogClock(log);
            else LogRefused(log, check);
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        return TypedResults.StatusCode(await KeepAsync(body, inbox, signal, log, ct));
    }

    private static async Task<int> KeepAsync(byte[] body, Inbox inbox, StripeInboxSignal signal, ILogger log, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(MayTake);
        try
        {
            await inbox.AddAsync(StripeStore.Source, EventId(body), body, deadline.Token);
            signal.Ring();
            return StatusCodes.Status200OK;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogDatabase(log);
            return StatusCodes.Status503ServiceUnavailable; // Stripe sends it again
        }
    }

    /// <summary>The event's own id. What is signed but unreadable is kept too, under the hash of its bytes, for a person to look at.</summary>
    private static string EventId(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.Text("id") is { Length: > 0 and <= 255 } id) return id;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Deeply nested, cut off, or not text at all.
        }

        return $"unreadable/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body))}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A Stripe webhook was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, SignatureCheck reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A genuine Stripe webhook was refused because its time is more than 5 minutes from ours: check this machine's clock.")]
    private static partial void LogClock(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "A Stripe webhook could not be kept because the database does not answer; Stripe will send it again.")]
    private static partial void LogDatabase(ILogger log);
}
