using System.Text.Json;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Slack.Alerts;

namespace RevenueBot.Slack;

/// <summary>Takes verified requests in: reads, stores, acknowledges. Nothing here waits for an answer.</summary>
internal sealed class SlackReception(SlackInbox inbox, AlertForms forms, SlackOptions options, ReceptionLimit limit, ILogger<SlackReception> logger)
{
    private static readonly TimeSpan _storingMayTake = TimeSpan.FromSeconds(2);

    private enum Stored { Yes, TooMany, NotNow }

    /// <summary>A command that was posted.</summary>
    public Task<Acknowledgement> CommandAsync(byte[] body, CancellationToken cancel) => CommandAsync(() => SlackPayload.Command(body, options), cancel);

    /// <summary>A command that came through a socket.</summary>
    public Task<Acknowledgement> CommandAsync(JsonElement payload, CancellationToken cancel) => CommandAsync(() => SlackPayload.Command(name => payload.Text(name), options), cancel);

    public async Task<Acknowledgement> InteractionAsync(byte[] body, CancellationToken cancel) =>
        TryRead(() => SlackPayload.Interaction(body), out var payload) ? await InteractionAsync(payload, cancel) : Unreadable();

    public async Task<Acknowledgement> InteractionAsync(JsonElement payload, CancellationToken cancel)
    {
        if (!TryRead(() => SlackPayload.Interaction(payload, options), out var request)) return Unreadable();
        // Other interactions, such as a closed form, want nothing but the acknowledgement.
        if (request is null) return Acknowledgement.Ok;
        return request.Kind == SlackRequestKind.Submission ? await SubmissionAsync(request, cancel) : Acknowledge(await StoreAsync(request, cancel));
    }

    public async Task<Acknowledgement> EventAsync(byte[] body, CancellationToken cancel) =>
        TryRead(() => JsonSerializer.Deserialize<JsonElement>(body), out var envelope) ? await EventAsync(envelope, cancel) : Unreadable();

    public async Task<Acknowledgement> EventAsync(JsonElement envelope, CancellationToken cancel)
    {
        if (!TryRead(() => SlackPayload.Challenge(envelope), out var challenge) || !TryRead(() => SlackPayload.Event(envelope), out var request)) return Unreadable();
        if (challenge is not null) return new(StatusCodes.Status200OK, challenge, "text/plain");
        return request is null ? Acknowledgement.Ok : Acknowledge(await StoreAsync(request, cancel));
    }

    private async Task<Acknowledgement> CommandAsync(Func<SlackRequest?> read, CancellationToken cancel) => !TryRead(read, out var request) || request is null ? Unreadable() : await StoreAsync(request, cancel) switch
    {
        Stored.Yes => Acknowledgement.Ok,
        Stored.TooMany => Say(SlackNotices.TooMany),
        Stored.NotNow => Say(SlackNotices.TryAgainShortly),
    };

    /// <summary>A form closes when it is stored; until then it says beside the field what is wrong (https://docs.slack.dev/surfaces/modals).</summary>
    private async Task<Acknowledgement> SubmissionAsync(SlackRequest form, CancellationToken cancel)
    {
        var problems = forms.Problems(form);
        if (problems.Count == 0 && await StoreAsync(form, cancel) == Stored.Yes) return Acknowledgement.Ok;
        var first = form.ActionId == AlertForms.Snooze ? AlertForms.Until : AlertForms.Who;
        var shown = problems.Count > 0 ? problems : new Dictionary<string, string> { [first] = "This could not be kept. Nothing was changed: send it again in a minute." };
        return Acknowledgement.Json(new { response_action = "errors", errors = shown });
    }

    private async Task<Stored> StoreAsync(SlackRequest request, CancellationToken cancel)
    {
        if (!limit.Takes(request.User)) return Stored.TooMany;
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
    private static Acknowledgement Acknowledge(Stored stored) => stored == Stored.NotNow ? Acknowledgement.NotNow : Acknowledgement.Ok;

    /// <summary>An answer in the acknowledgement itself, for the asker alone.</summary>
    private static Acknowledgement Say(string sentence) => Acknowledgement.Json(ResponseMessage.Private(SlackNotices.Plain(sentence)));

    private Acknowledgement Unreadable()
    {
        logger.Unreadable();
        return Acknowledgement.Unreadable;
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
