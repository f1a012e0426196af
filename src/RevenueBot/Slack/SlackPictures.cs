using RevenueBot.Alerts;
using RevenueBot.Charts;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>A drawn picture as it is uploaded.</summary>
internal sealed record Picture(byte[] Png, string Title, string AltText);

/// <summary>
/// Charts as files in Slack: uploaded without a channel, so that nobody sees one before a message shows it, and awaited, because Slack
/// looks at a file before it may be used (https://docs.slack.dev/messaging/working-with-files).
/// </summary>
internal sealed class SlackPictures(SlackClients clients, TimeProvider clock, ILogger<SlackPictures> logger)
{
    private const int MostLooks = 12;
    private static readonly TimeSpan _firstLook = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(2);

    /// <param name="installation">Where it is to be shown: a file is of one workspace.</param>
    /// <summary>Slack's id of the picture, ready to be shown; null where there is none to be had, which is logged.</summary>
    public Task<string?> PublishAsync(string installation, Lazy<Chart> drawn, CancellationToken cancel) =>
        PublishAsync(installation, () => new(ChartImage.Png(drawn.Value.Svg), drawn.Value.Title, drawn.Value.AltText), cancel);

    /// <inheritdoc cref="PublishAsync(string, Lazy{Chart}, CancellationToken)"/>
    public async Task<string?> PublishAsync(string installation, Func<Picture> draw, CancellationToken cancel)
    {
        try
        {
            var (file, problem) = await UploadAsync(clients.In(installation), await Task.Run(draw, cancel), cancel);
            if (file is null) logger.NoPicture(problem ?? "unknown");
            return file;
        }
        catch (ChartRenderException)
        {
            logger.NoPicture("it could not be drawn; run the verb doctor");
            return null;
        }
    }

    private async Task<(string? File, string? Problem)> UploadAsync(SlackClient slack, Picture picture, CancellationToken cancel)
    {
        var alt = PlainText.Cut(PlainText.Printable(picture.AltText), ImageBlock.MaxAltText);
        var place = await slack.UploadUrlAsync("chart.png", picture.Png.Length, alt, cancel);
        if (place.Value is not { } upload || !Uri.TryCreate(upload.UploadUrl, UriKind.Absolute, out var address)) return (null, place.Error);
        var sent = await slack.UploadAsync(address, picture.Png, cancel);
        if (!sent.IsSent) return (null, sent.Problem);
        var completed = await slack.CompleteUploadAsync(upload.FileId, picture.Title, cancel);
        return completed.Outcome.IsSent ? await AwaitAsync(slack, upload.FileId, cancel) : (null, completed.Error);
    }

    private async Task<(string? File, string? Problem)> AwaitAsync(SlackClient slack, string file, CancellationToken cancel)
    {
        var pause = _firstLook;
        for (var look = 0; look < MostLooks; look++)
        {
            var reply = await slack.FileAsync(file, cancel);
            if (reply.Value is { File.IsReady: true }) return (file, null);
            if (reply.Outcome is DeliveryOutcome.Permanent refused) return (null, refused.Reason);
            await Task.Delay(pause, clock, cancel);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }

        return (null, "Slack did not finish its look at the file");
    }
}
