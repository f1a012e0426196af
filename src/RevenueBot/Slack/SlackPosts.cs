using RevenueBot.Alerts;

namespace RevenueBot.Slack;

/// <summary>
/// Answers posted for everybody, each at most once. Whether one is there cannot be looked up by a response_url, so the request is marked
/// before the post: where the process is killed, or Slack's reply is lost, the asker is told to look instead of everybody twice.
/// </summary>
internal sealed class SlackPosts(SlackInbox inbox, SlackDelivery delivery)
{
    private const string Unconfirmed = "Slack did not confirm the post. It may be there: look before posting again.";
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    public async Task<DeliveryOutcome> SendAsync(SlackRequest request, Func<Task<DeliveryOutcome>> send, CancellationToken cancel)
    {
        if (!await inbox.MarkAsync(request, mayBePosted: true, cancel)) return _nothing;
        var sent = await send();
        if (sent is DeliveryOutcome.Unknown) return await DoubtAsync(request, cancel);
        if (!sent.IsSent) await inbox.MarkAsync(request, mayBePosted: false, cancel);
        return sent;
    }

    /// <summary>Tells the asker that it may be there already.</summary>
    public Task<DeliveryOutcome> DoubtAsync(SlackRequest request, CancellationToken cancel) => delivery.SayAsync(request, Unconfirmed, cancel);
}
