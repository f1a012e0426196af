using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RevenueBot.Alerts.Cards;
using RevenueBot.Charts;

namespace RevenueBot.Slack.Alerts;

/// <summary>The small picture beside a finding. The same trend is uploaded once: edits of a card show the same file.</summary>
internal sealed class SlackTrends(SlackPictures pictures)
{
    private const int Side = 96;
    private const int Sharp = 2;
    private const int MostKept = 2_000;
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Slack's id of the picture; null where there is nothing to draw, or where it is not to be had in time.</summary>
    public async Task<string?> PublishAsync(string installation, AlertCard card, CancellationToken cancel)
    {
        if (card.Trend is not { } trend || trend.Values.Count(value => value is not null) < 2) return null;
        var key = installation + " " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(trend))));
        if (_files.TryGetValue(key, out var kept)) return kept;
        if (await UploadAsync(installation, trend, cancel) is not { } file) return null;
        if (_files.Count >= MostKept) _files.Clear();
        return _files[key] = file;
    }

    /// <summary>A square of its own white ground: chat programs cut a small picture to one, and may be dark.</summary>
    public static byte[] Draw(CardTrend trend)
    {
        Sparkline line = new(trend.Label, Measure.Score, trend.Values);
        return ChartImage.Png(line.Svg(Theme.Light, (Side, Side), isOpaque: true), Side, Side, Sharp);
    }

    private async Task<string?> UploadAsync(string installation, CardTrend trend, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_mayTake);
        try
        {
            return await pictures.PublishAsync(installation, () => new Picture(Draw(trend), "Trend", trend.Label), limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
