using Microsoft.Extensions.Caching.Memory;
using RevenueBot.Charts;
using RevenueBot.Questions;

namespace RevenueBot.Pictures;

/// <summary>Draws the chart of an answer again. A channel full of people fetches the same one within a moment: it is drawn once.</summary>
internal sealed class ChartPictures(Asker asker, TimeProvider clock) : IDisposable
{
    /// <summary>Teams takes pictures of at most 1024 × 1024.</summary>
    private const int Width = 1024, Height = 576;

    private const int MostKept = 100;
    private static readonly TimeSpan _keptFor = TimeSpan.FromMinutes(5);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>Null where the answer has no chart any more, or cannot be told without the names that its readers may not see.</summary>
    public async Task<byte[]?> PngAsync(ShownChart chart, CancellationToken cancel)
    {
        if (_kept.TryGetValue(chart, out byte[]? kept)) return kept;
        if (await SvgAsync(chart, cancel) is not { } svg) return null;
        var png = await Task.Run(() => ChartImage.Png(svg, Width, Height), cancel);
        _kept.Set(chart, png, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _keptFor });
        return png;
    }

    public async Task<string?> SvgAsync(ShownChart chart, CancellationToken cancel)
    {
        var answer = await asker.AskAgainAsync(chart.AnswerId, new AskContext(clock.GetUtcNow()), cancel);
        if (answer is { NamesCustomers: true } && !chart.HasNames) answer = answer.Unnamed?.Invoke();
        return answer?.Chart?.Value.Svg;
    }

    public void Dispose() => _kept.Dispose();
}
