using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>
/// Sends messages to where they were asked for, trying again for a moment. What is for one person goes to them alone: in a shared place by a
/// targeted message where that is configured, else into their own chat with the bot.
/// </summary>
internal sealed class TeamsDelivery(ConnectorClient connector, TeamsPosts posts, TeamsClicks clicks, RetryLoop loop, TeamsOptions options)
{
    private const string InstallFirst = "I could not write to you alone. Add RevenueBot for yourself (Apps), then ask again.";

    /// <summary>For one person alone: twice is harmless, nothing is not. It must not outlive the inbox's lease.</summary>
    private static readonly RetrySchedule _private = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(35)) { RepeatsUnknown = true };

    private static readonly RetrySchedule _public = _private with { RepeatsUnknown = false };

    /// <summary>A message for the asker alone. The place they asked in learns no more than that they were answered.</summary>
    /// <param name="mayTarget">Whether the place is one where the asker may see this beside others.</param>
    public async Task<DeliveryOutcome> TellAsync(TeamsRequest request, CardMessage message, CancellationToken cancel, bool mayTarget = false)
    {
        if (request.Replaces is { } card && await ReplaceAsync(request.Place, card, message, cancel) is { IsSent: true } replaced) return replaced;
        if (request.Place.IsPersonal) return await SendAsync(request.Place, message, _private, cancel);
        if (mayTarget && options.TargetedMessages && await SendAsync(request.Place, message, _private, cancel, request.User.Id) is { IsSent: true } seen) return seen;
        var sent = await TellAloneAsync(request, message, cancel);
        // A chat that is no longer there is forgotten by then, and opened anew.
        if (sent is DeliveryOutcome.Gone) sent = await TellAloneAsync(request, message, cancel);
        if (sent is DeliveryOutcome.Permanent or DeliveryOutcome.Gone) return await LineAsync(request, InstallFirst, cancel);
        if (sent.IsSent) await LineAsync(request, CardNotices.SentToYou, cancel);
        return sent;
    }

    /// <summary>A message for everybody in a place.</summary>
    public Task<DeliveryOutcome> PostAsync(TeamsPlace place, CardMessage message, CancellationToken cancel) => SendAsync(place, message, _public, cancel);

    /// <summary>
    /// One sentence of ours, without a figure, a name or a right: to a clicker who still waits in the answer itself, else where they asked.
    /// </summary>
    public async Task<DeliveryOutcome> LineAsync(TeamsRequest request, string sentence, CancellationToken cancel)
    {
        if (clicks.TryAnswer(request.EventId, ClickAnswer.Line(sentence))) return new DeliveryOutcome.Sent();
        return await SendAsync(request.Place, OutgoingActivity.OfText(sentence), _public, cancel);
    }

    /// <summary>To a clicker who still waits, and to nobody else.</summary>
    public void Acknowledge(TeamsRequest request, string sentence) => clicks.TryAnswer(request.EventId, ClickAnswer.Line(sentence));

    private async Task<DeliveryOutcome> TellAloneAsync(TeamsRequest request, CardMessage message, CancellationToken cancel)
    {
        var (chat, opened) = await OpenAsync(request, cancel);
        return chat is null ? opened : await SendAsync(chat, message, _private, cancel);
    }

    private async Task<(TeamsPlace? Chat, DeliveryOutcome Outcome)> OpenAsync(TeamsRequest request, CancellationToken cancel)
    {
        TeamsPlace? chat = null;
        var outcome = await loop.RunAsync(_private, async attempt =>
        {
            (chat, var opened) = await posts.OpenAsync(request.User, request.Place, attempt);
            return opened;
        }, cancel);
        return (chat, outcome);
    }

    private Task<DeliveryOutcome> ReplaceAsync(TeamsPlace place, string card, CardMessage message, CancellationToken cancel) =>
        loop.RunAsync(_private, attempt => connector.UpdateAsync(place.Address, card, OutgoingActivity.OfCard(message.Card, message.Summary), attempt), cancel);

    /// <summary>As a card; in words where Teams takes no card of this size or form.</summary>
    private async Task<DeliveryOutcome> SendAsync(TeamsPlace place, CardMessage message, RetrySchedule schedule, CancellationToken cancel, string? alone = null)
    {
        var reader = alone is null ? null : new ActivityParty(alone);
        var sent = await SendAsync(place, OutgoingActivity.OfCard(message.Card, message.Summary) with { Recipient = reader }, schedule, cancel);
        return ConnectorErrors.IsTooBig(sent) || ConnectorErrors.IsBadMessage(sent)
            ? await SendAsync(place, OutgoingActivity.OfText(message.Card.Speak) with { Recipient = reader }, schedule, cancel) : sent;
    }

    private async Task<DeliveryOutcome> SendAsync(TeamsPlace place, OutgoingActivity activity, RetrySchedule schedule, CancellationToken cancel) =>
        await posts.NotedAsync(place, await loop.RunAsync(schedule, attempt => connector.SendAsync(place.Address, activity, attempt), cancel), cancel);
}
