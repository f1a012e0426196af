using RevenueBot.Alerts;
using RevenueBot.Questions;

namespace RevenueBot.Slack;

/// <summary>Receipts on top of the conversation: opened empty at once, filled when the ledger was read.</summary>
internal sealed class SlackForms(SlackClient slack)
{
    public const string TooLate = "The form did not open in time. Click the button again.";

    /// <summary>The form's id; null where Slack did not open it, mostly because three seconds had passed.</summary>
    public async Task<string?> OpenAsync(string? triggerId, CancellationToken cancel) =>
        triggerId is null ? null : (await slack.OpenViewAsync(triggerId, SlackReceipt.Loading, cancel)).Value?.View.Id;

    public async Task<DeliveryOutcome> ShowAsync(string form, Answer receipt, CancellationToken cancel) =>
        (await slack.UpdateViewAsync(form, SlackReceipt.Render(receipt), cancel)).Outcome;
}
