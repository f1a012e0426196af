using System.Collections.Concurrent;
using RevenueBot.Charts;
using RevenueBot.Reports;

namespace RevenueBot.Slack.Digests;

/// <summary>The charts of a report as files: forty channels of a workspace show the same one, uploaded once.</summary>
internal sealed class SlackReportPictures(SlackPictures pictures)
{
    private const int MostKept = 500;
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _files = new(StringComparer.Ordinal);

    /// <summary>Slack's id of the picture; null where it is not to be had in time: the report goes without.</summary>
    public async Task<string?> PublishAsync(string workspace, string report, DigestChart chart, CancellationToken cancel)
    {
        if (_files.Count >= MostKept) _files.Clear();
        var key = $"{workspace} {report} {chart.Key}";
        var file = _files.GetOrAdd(key, _ => new(() => UploadAsync(workspace, chart.Chart)));
        if (await file.Value.WaitAsync(cancel) is { } id) return id;
        _files.TryRemove(new(key, file)); // the next message tries anew
        return null;
    }

    private async Task<string?> UploadAsync(string workspace, Chart chart)
    {
        using CancellationTokenSource limit = new(_mayTake);
        try
        {
            return await pictures.PublishAsync(workspace, new Lazy<Chart>(chart), limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
