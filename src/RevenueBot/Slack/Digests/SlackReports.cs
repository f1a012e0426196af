using System.Collections.Concurrent;
using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Handling;
using RevenueBot.Reports;
using RevenueBot.Reports.Sending;
using RevenueBot.Slack.Alerts;

namespace RevenueBot.Slack.Digests;

/// <summary>
/// Reports in Slack: what the readers of the place may see of them at this moment, as a message and replies in its thread. The readers are
/// asked for before a report, and again where its parts come later than a minute after.
/// </summary>
internal sealed class SlackReports(SlackPlaces places, SlackAudience audience, StoredReports stored, SlackReportPictures pictures, SlackSeal seal, AlertLinks links, TimeProvider clock)
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (Right May, long At)> _seen = new(StringComparer.Ordinal);

    /// <summary>The place and the message for it; or why there is none. No message: the part is not for these readers.</summary>
    public async Task<(SlackPlace? Place, SlackPost? Post, DeliveryOutcome? Problem)> WriteAsync(Delivery delivery, ReportPost post, CancellationToken cancel)
    {
        var (place, digest, problem) = await ReadAsync(delivery, post, cancel);
        if (place is null || digest is null) return (null, null, problem);
        var written = await RenderAsync(delivery, post, digest, place, cancel);
        return await AgainstAsync(delivery, place, cancel) is { } late ? (null, null, late) : (place, written, null);
    }

    /// <summary>The whole report as a file under its message.</summary>
    public async Task<DeliveryOutcome> SendDocumentAsync(Delivery delivery, ReportPost post, PostedMessage under, CancellationToken cancel)
    {
        var (place, digest, problem) = await ReadAsync(delivery, post, cancel);
        return place is null || digest is null ? problem! : await SlackDocument.SendAsync(place.Slack, digest, under, () => AgainstAsync(delivery, place, cancel), cancel);
    }

    /// <summary>The place, and what of the report its readers may see; or why nothing.</summary>
    private async Task<(SlackPlace? Place, Digest? Digest, DeliveryOutcome? Problem)> ReadAsync(Delivery delivery, ReportPost post, CancellationToken cancel)
    {
        var (place, problem) = await places.FindAsync(delivery.Address, cancel);
        if (place is null) return (null, null, problem);
        var (may, refusal) = await MayAsync(delivery, place, post.Part > 0, cancel);
        if (refusal is not null) return (null, null, refusal);
        var (digest, missing) = await stored.ReadAsync(post, may, cancel);
        return (place, digest, missing);
    }

    /// <summary>Pictures and files take their time: the place may have been shared meanwhile.</summary>
    private async Task<DeliveryOutcome?> AgainstAsync(Delivery delivery, SlackPlace place, CancellationToken cancel) =>
        clock.GetElapsedTime(_seen.GetValueOrDefault(delivery.Address).At) > _fresh ? (await MayAsync(delivery, place, mayBeKept: false, cancel)).Refusal : null;

    private async Task<SlackPost?> RenderAsync(Delivery delivery, ReportPost post, Digest digest, SlackPlace place, CancellationToken cancel)
    {
        var id = post.Part == 0 ? delivery.Id : delivery.Id[..delivery.Id.LastIndexOf('.')];
        IReadOnlyList<DigestChart> charts = post.Part > 0 ? digest.Sections.ElementAtOrDefault(post.Part - 1)?.Charts ?? [] : digest.Chart is { } chart ? [chart] : [];
        Dictionary<string, ShownPicture> shown = new(StringComparer.Ordinal);
        foreach (var one in charts)
            if (await pictures.PublishAsync(place.Workspace, post.Report, one, cancel) is { } file) shown[one.Key] = new(file);
        SlackDigestSetting setting = new(question => seal.Close(question, place.Workspace), links, id) { Pictures = shown, Document = BoardPdf.NameOf(digest.Period) };
        return SlackDigest.Render(digest, setting).ElementAtOrDefault(post.Part);
    }

    private async Task<(Right May, DeliveryOutcome? Refusal)> MayAsync(Delivery delivery, SlackPlace place, bool mayBeKept, CancellationToken cancel)
    {
        if (mayBeKept && _seen.TryGetValue(delivery.Address, out var seen) && clock.GetElapsedTime(seen.At) < _fresh) return (seen.May, null);
        var at = clock.GetTimestamp();
        var (may, refusal) = await audience.MayAsync(place, cancel);
        if (_seen.Count >= MostKept) _seen.Clear();
        if (refusal is null) _seen[delivery.Address] = (may, at);
        else _seen.TryRemove(delivery.Address, out _);
        return (may, refusal);
    }
}
