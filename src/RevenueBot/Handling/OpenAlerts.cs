using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Storage;

namespace RevenueBot.Handling;

/// <summary>The alerts that are open now.</summary>
internal sealed class OpenAlerts(AlertStore store, AlertBook book)
{
    /// <summary>More at once than anybody reads: the newest of them.</summary>
    public const int Most = 10_000;

    /// <summary>Those that fit, by what is at stake, the largest first; equal ones by their ids.</summary>
    public async Task<IReadOnlyList<OpenAlert>> ReadAsync(AlertFilter filter, CancellationToken cancel)
    {
        var open = filter.Subject is { } subject ? await store.OpenAsync(subject, cancel) : await store.OpenAsync(Most, cancel);
        return [.. (await book.Read(open, cancel)).Where(filter.Fits).OrderByDescending(alert => alert.Facts.Mrr ?? 0).ThenBy(alert => alert.Id, StringComparer.Ordinal)];
    }
}
