using RevenueBot.Alerts;
using RevenueBot.Charts;
using RevenueBot.Reports;
using RevenueBot.Slack.Alerts;

namespace RevenueBot.Slack.Digests;

/// <summary>
/// A report as a file in the thread of its message (https://docs.slack.dev/messaging/working-with-files). Until the last of its three steps
/// nobody sees anything and all of it may be tried again; the last is taken once, and no one can look whether it came through.
/// </summary>
internal static class SlackDocument
{
    private static readonly DeliveryOutcome _notDrawn = new DeliveryOutcome.Permanent("no_pdf", "The PDF could not be drawn: run the verb doctor, then replay the message.");

    /// <param name="digest">As its readers may see it.</param>
    /// <param name="against">Asked before the last step, as the others take their time: why it may not be shown there any more; null: it may.</param>
    public static async Task<DeliveryOutcome> SendAsync(SlackClient slack, Digest digest, PostedMessage under, Func<Task<DeliveryOutcome?>> against, CancellationToken cancel)
    {
        if (BoardPdf.NameOf(digest.Period) is not { } name) return new DeliveryOutcome.Sent();
        try
        {
            var (file, problem) = await UploadAsync(slack, name, digest, cancel);
            if (file is null) return problem;
            if (await against() is { } refusal) return refusal;
            cancel.ThrowIfCancellationRequested();
            return (await slack.CompleteUploadAsync(file, Path.GetFileNameWithoutExtension(name), under, CancellationToken.None)).Outcome;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new DeliveryOutcome.RetryAfter("stopped");
        }
        catch (ChartRenderException)
        {
            return _notDrawn;
        }
    }

    private static async Task<(string? FileId, DeliveryOutcome Problem)> UploadAsync(SlackClient slack, string name, Digest digest, CancellationToken cancel)
    {
        var pdf = await Task.Run(() => BoardPdf.Render(digest), cancel);
        var place = await slack.UploadUrlAsync(name, pdf.Length, "", cancel);
        if (place.Value is not { } upload || !Uri.TryCreate(upload.UploadUrl, UriKind.Absolute, out var address)) return (null, NotYet(place.Outcome));
        var sent = await slack.UploadAsync(address, pdf, cancel);
        return sent.IsSent ? (upload.FileId, sent) : (null, NotYet(sent));
    }

    /// <summary>Nothing is shown yet, whatever became of the call.</summary>
    private static DeliveryOutcome NotYet(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Unknown unknown => new DeliveryOutcome.RetryAfter(unknown.Reason),
        DeliveryOutcome.Sent => new DeliveryOutcome.RetryAfter("no_reply"),
        _ => outcome,
    };
}
