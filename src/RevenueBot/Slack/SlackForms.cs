using RevenueBot.Alerts;
using RevenueBot.Questions;

namespace RevenueBot.Slack;

/// <summary>Receipts on top of the conversation: opened empty at once, filled when the ledger was read.</summary>
internal sealed class SlackForms(SlackClients slack)
{
    public const string TooLate = "The form did not open in time. Click the button again.";

    /// <summary>The form's id; null where Slack did not open it, mostly because three seconds had passed.</summary>
    public async Task<string?> OpenAsync(SlackRequest request, CancellationToken cancel) =>
        request.TriggerId is not { } trigger ? null : (await slack.In(request.Installation).OpenViewAsync(trigger, SlackReceipt.Loading, cancel)).Value?.View.Id;

    public async Task<DeliveryOutcome> ShowAsync(string installation, string form, Answer receipt, string sealedId, CancellationToken cancel) =>
        (await slack.In(installation).UpdateViewAsync(form, SlackReceipt.Render(receipt, sealedId), cancel)).Outcome;
}
