using System.Text;
using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;

namespace RevenueBot.Slack;

/// <summary>Tables and receipts as files, sent to the person who asks in their direct message, wherever they ask (https://docs.slack.dev/messaging/working-with-files).</summary>
internal sealed class SlackFiles(AnswerDesk desk, SlackDirectory directory, SlackClients clients, SlackDelivery delivery)
{
    private const string Sent = "The file was sent to you alone.";
    private const string Nothing = "There are no rows to put into a file.";

    /// <param name="wanted">The question of a table, or the id of the answer whose receipt it is.</param>
    public async Task<DeliveryOutcome> ServeAsync(SlackRequest request, string wanted, CancellationToken cancel)
    {
        var asking = directory.AskingOf(request);
        var isReceipt = request.ActionId == SlackActions.ReceiptCsv;
        var (answer, refusal, _) = isReceipt ? await desk.ExportAsync(asking, wanted, Audience.Alone, cancel) : await desk.ExportAnswerAsync(asking, wanted, Audience.Alone, cancel);
        if (answer is null) return refusal.IsSilent ? new DeliveryOutcome.Sent() : await delivery.RefuseAsync(request, refusal, offer: null, cancel);
        var text = isReceipt ? await desk.FileAsync(asking, answer, Audience.Alone, cancel) : AnswerFile.Table(answer);
        if (text is null) return await delivery.SayAsync(request, Nothing, cancel);
        var outcome = await SendAsync(request, AnswerFile.NameOf(answer), Encoding.UTF8.GetBytes(text), cancel);
        if (outcome is DeliveryOutcome.RetryAfter) return outcome;
        if (outcome.IsSent && request.IsDirect) return outcome; // it stands where they look
        return await delivery.SayAsync(request, outcome.IsSent ? Sent : $"Slack did not take the file ({outcome.Problem}). Nothing was sent.", cancel);
    }

    private async Task<DeliveryOutcome> SendAsync(SlackRequest request, string name, byte[] bytes, CancellationToken cancel)
    {
        var slack = clients.In(request.Installation);
        var opened = await slack.OpenConversationAsync(request.User, cancel);
        if (opened.Value?.Channel is not { } direct) return NotDone(opened.Outcome);
        var place = await slack.UploadUrlAsync(name, bytes.Length, "", cancel);
        if (place.Value is not { } upload || !Uri.TryCreate(upload.UploadUrl, UriKind.Absolute, out var address)) return NotDone(place.Outcome);
        var sent = await slack.UploadAsync(address, bytes, cancel);
        return sent.IsSent ? (await slack.CompleteUploadAsync(upload.FileId, name, direct.Id, "Only you have this file.", cancel)).Outcome : sent;
    }

    /// <summary>A reply that says ok and nothing else is none.</summary>
    private static DeliveryOutcome NotDone(DeliveryOutcome outcome) => outcome.IsSent ? new DeliveryOutcome.Unknown("no_reply") : outcome;
}
