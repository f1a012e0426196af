using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Npgsql;
using RevenueBot.Chat;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>Takes verified requests in: reads, stores, acknowledges. Nothing here waits for an answer.</summary>
internal sealed class SlackReception(SlackInbox inbox, AlertForms forms, SlackOptions options, ILogger<SlackReception> logger) : IDisposable
{
    /// <summary>Far above what a person may ask: what is beyond is not even stored.</summary>
    private const int RequestsPerMinute = 150;
    private static readonly TimeSpan _storingMayTake = TimeSpan.FromSeconds(2);

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(person =>
        RateLimitPartition.GetFixedWindowLimiter(person, _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    private enum Stored { Yes, TooMany, NotNow }

    public async Task<IResult> CommandAsync(byte[] body, CancellationToken cancel)
    {
        if (SlackPayload.Command(body, options) is not { } request) return Unreadable();
        return await StoreAsync(request, cancel) switch
        {
            Stored.Yes => Results.Ok(),
            Stored.TooMany => Say(SlackNotices.TooMany),
            Stored.NotNow => Say(SlackNotices.TryAgainShortly),
        };
    }

    public async Task<IResult> InteractionAsync(byte[] body, CancellationToken cancel)
    {
        if (!TryRead(() => SlackPayload.Interaction(body, options), out var request)) return Unreadable();
        // Other interactions, such as a closed form, want nothing but the acknowledgement.
        if (request is null) return Results.Ok();
        return request.Kind == SlackRequestKind.Submission ? await SubmissionAsync(request, cancel) : Acknowledge(await StoreAsync(request, cancel));
    }

    public async Task<IResult> EventAsync(byte[] body, CancellationToken cancel)
    {
        if (!TryRead(() => JsonSerializer.Deserialize<JsonElement>(body), out var envelope)) return Unreadable();
        if (envelope.Text("type") == "url_verification") return Results.Text(envelope.Text("challenge"));
        if (!TryRead(() => SlackPayload.Event(envelope), out var request)) return Unreadable();
        return request is null ? Results.Ok() : Acknowledge(await StoreAsync(request, cancel));
    }

    public void Dispose() => _limits.Dispose();

    /// <summary>A form closes when it is stored; until then it says beside the field what is wrong (https://docs.slack.dev/surfaces/modals).</summary>
    private async Task<IResult> SubmissionAsync(SlackRequest form, CancellationToken cancel)
    {
        var problems = forms.Problems(form);
        if (problems.Count == 0 && await StoreAsync(form, cancel) == Stored.Yes) return Results.Ok();
        var first = form.ActionId == AlertForms.Snooze ? AlertForms.Until : AlertForms.Who;
        var shown = problems.Count > 0 ? problems : new Dictionary<string, string> { [first] = "This could not be kept. Nothing was changed: send it again in a minute." };
        return Results.Text(JsonSerializer.Serialize(new { response_action = "errors", errors = shown }), "application/json", Encoding.UTF8);
    }

    private async Task<Stored> StoreAsync(SlackRequest request, CancellationToken cancel)
    {
        using var permit = _limits.AttemptAcquire(request.User);
        if (!permit.IsAcquired) return Stored.TooMany;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_storingMayTake);
        try
        {
            await inbox.AddAsync(request, deadline.Token);
            return Stored.Yes;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            logger.NotStored(failure.GetType().Name);
            return Stored.NotNow;
        }
    }

    /// <summary>Events that are not acknowledged come again; a click shows a warning beside the button.</summary>
    private static IResult Acknowledge(Stored stored) =>
        stored == Stored.NotNow ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Ok();

    /// <summary>An answer in the acknowledgement itself, for the asker alone.</summary>
    private static IResult Say(string sentence)
    {
        var message = ResponseMessage.Private(SlackNotices.Plain(sentence));
        return Results.Text(JsonSerializer.Serialize(message, SlackJson.Options), "application/json", Encoding.UTF8);
    }

    private IResult Unreadable()
    {
        logger.Unreadable();
        return Results.BadRequest();
    }

    private static bool TryRead<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            value = default;
            return false;
        }
    }
}
