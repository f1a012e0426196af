using RevenueBot.Alerts;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Chat;
using RevenueBot.Handling;
using RevenueBot.Reports.Sending;
using RevenueBot.Slack.Blocks;
using RevenueBot.Slack.Digests;

namespace RevenueBot.Slack.Alerts;

/// <summary>Alerts in Slack: posts and edits cards, writes under them, and finds what was posted by the id that travels with it.</summary>
internal sealed class SlackNotifier(SlackPlaces places, SlackAudience audience, SlackTrends trends, AlertLinks links, SlackReports? reports = null) : INotifier
{
    private const int MostPages = 10;

    /// <summary>Slack's clock and ours may differ.</summary>
    private static readonly TimeSpan _clocksDiffer = TimeSpan.FromMinutes(5);

    public string Platform => "slack";

    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
    {
        var (place, problem) = await FindAsync(delivery, card.NamesCustomers, cancel);
        return place is null ? problem! : await SendAsync(delivery, place, card, message => PostAsync(delivery, place, null, message, cancel), cancel);
    }

    public async Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
    {
        if (PostedMessage.Parse(delivery.Reference) is not { } posted) return new DeliveryOutcome.Gone("no_reference");
        var (place, problem) = await FindAsync(delivery, card.NamesCustomers, cancel);
        if (place is null) return problem!;
        var outcome = await SendAsync(delivery, place, card, message => place.Slack.UpdateAsync(posted.Channel, posted.Ts, message, cancel), cancel);
        return outcome switch
        {
            DeliveryOutcome.Permanent { Reason: "message_not_found" or "cant_update_message" or "edit_window_closed" or "is_inactive" } gone => new DeliveryOutcome.Gone(gone.Reason),
            DeliveryOutcome.Sent => new DeliveryOutcome.Sent(delivery.Reference),
            _ => outcome,
        };
    }

    public async Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel)
    {
        if (PostedMessage.Parse(delivery.Reference) is not { } posted) return new DeliveryOutcome.Gone("no_reference");
        var (place, problem) = await FindAsync(delivery, line.NamesCustomers, cancel);
        return place is null ? problem! : await PostAsync(delivery, place, posted, SlackCards.Render(line), cancel);
    }

    public async Task<DeliveryOutcome> SendReportAsync(Delivery delivery, ReportPost post, CancellationToken cancel)
    {
        if (reports is null) return new DeliveryOutcome.RetryAfter("no_reports");
        var parent = PostedMessage.Parse(delivery.Reference);
        if (post.Part > 0 && parent is null) return new DeliveryOutcome.Gone("no_reference");
        if (post.IsDocument) return await reports.SendDocumentAsync(delivery, post, parent!.Value, cancel);
        var (place, written, problem) = await reports.WriteAsync(delivery, post, cancel);
        if (place is null) return problem!;
        if (written is null) return new DeliveryOutcome.Sent(); // nothing of this part is for these readers
        var sent = await PostAsync(delivery, place, post.Part > 0 ? parent : null, written.Message, cancel);
        return SlackErrors.IsBadMessage(sent) ? await PostAsync(delivery, place, post.Part > 0 ? parent : null, SlackCards.Plain(written.Message), cancel) : sent;
    }

    public async Task<Found> FindAsync(Delivery delivery, CancellationToken cancel)
    {
        if (DigestRuns.IsDocument(delivery.Id)) return new Found.CannotTell(); // no id travels with a file
        var (place, problem) = await places.FindAsync(delivery.Address, cancel);
        if (place is null) return NotRead(problem!);
        var channel = PostedMessage.Parse(delivery.Reference)?.Channel ?? place.Address.Place;
        if (channel == place.Address.Place && place.Address.IsPerson)
        {
            var opened = await place.Slack.OpenConversationAsync(channel, cancel);
            if (opened.Value?.Channel is not { } direct) return NotRead(opened.Outcome);
            channel = direct.Id;
        }

        HistoryQuery query = new(channel, PostedMessage.Parse(delivery.Reference)?.Ts, delivery.CreatedAt - _clocksDiffer);
        return await FindAsync(place.Slack, query, delivery.Id, cancel);
    }

    /// <summary>The place, where its readers may have it now; or why not.</summary>
    private async Task<(SlackPlace? Place, DeliveryOutcome? Problem)> FindAsync(Delivery delivery, bool namesCustomers, CancellationToken cancel)
    {
        var (place, problem) = await places.FindAsync(delivery.Address, cancel);
        if (place is null) return (null, problem);
        return await audience.AgainstAsync(place, namesCustomers, cancel) is { } refusal ? (null, refusal) : (place, null);
    }

    /// <summary>Page by page; where more was written since than is worth reading, nobody can tell.</summary>
    private static async Task<Found> FindAsync(SlackClient slack, HistoryQuery query, string id, CancellationToken cancel)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await slack.HistoryAsync(query, cancel);
            if (reply.Value is not { } history) return NotRead(reply.Outcome);
            var found = (history.Messages ?? []).Where(message => message.Child("metadata") is var metadata && metadata.Text("event_type") == MessageMetadata.Delivery && metadata.Child("event_payload").Text("delivery_id") == id);
            if (found.Select(message => message.Text("ts")).FirstOrDefault(ts => ts.Length > 0) is { } posted) return new Found.There(new PostedMessage(query.Channel, posted).ToString());
            if (!history.HasMore || history.ResponseMetadata?.NextCursor is not { Length: > 0 } next) return new Found.NotThere();
            query = query with { Cursor = next };
        }

        return new Found.CannotTell();
    }

    /// <summary>Without the right to read there is no way to look; everything else may work later.</summary>
    private static Found NotRead(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Permanent ? new Found.CannotTell() : new Found.Later(outcome);

    /// <summary>With its picture; without it, and at last in words alone, where Slack refuses the form.</summary>
    private async Task<DeliveryOutcome> SendAsync(Delivery delivery, SlackPlace place, AlertCard card, Func<Message, Task<DeliveryOutcome>> send, CancellationToken cancel)
    {
        CardSetting plain = new(Version(delivery.Id), links, IsRepeat: delivery.IsRepeat);
        if (await trends.PublishAsync(place.Workspace, card, cancel) is { } picture)
        {
            // An upload takes its time: the channel may have been shared meanwhile.
            if (await audience.AgainstAsync(place, card.NamesCustomers, cancel) is { } refusal) return refusal;
            var outcome = await send(SlackCards.Render(card, plain with { PictureId = picture }));
            if (!SlackErrors.IsBadMessage(outcome)) return outcome;
        }

        var message = SlackCards.Render(card, plain);
        var sent = await send(message);
        return SlackErrors.IsBadMessage(sent) ? await send(SlackCards.Plain(message)) : sent;
    }

    private static async Task<DeliveryOutcome> PostAsync(Delivery delivery, SlackPlace place, PostedMessage? parent, Message message, CancellationToken cancel)
    {
        var reply = await place.Slack.PostAsync(parent?.Channel ?? place.Address.Place, parent?.Ts, message, MessageMetadata.Of(delivery.Id), cancel);
        if (!reply.Outcome.IsSent) return reply.Outcome;
        // Without its ts it could never be edited: it is found by its id instead.
        return reply.Value is { Ts: { Length: > 0 } ts } posted ? new DeliveryOutcome.Sent(new PostedMessage(posted.Channel ?? place.Address.Place, ts).ToString()) : new DeliveryOutcome.Unknown("no_ts");
    }

    /// <summary><c>v3</c> of <c>al_7F3K2QWX5N.v3</c>.</summary>
    private static string Version(string id) => id[(id.LastIndexOf('.') + 1)..] is { Length: > 1 and < 12 } version && version[0] == 'v' ? version : "v0";
}
