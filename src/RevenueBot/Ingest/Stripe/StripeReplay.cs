using System.Text;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Puts past events through the inbox, as if they had just come; their order is irrelevant. Stripe keeps 30 days of them.</summary>
internal sealed class StripeReplay(StripeClient client, Inbox inbox, StripeInboxWorker worker)
{
    /// <summary>Events are listed a little after they happen.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>Lets events that could not be applied be tried again, with the next that are replayed.</summary>
    public Task ReviveAsync(CancellationToken ct) => inbox.ReviveAsync(StripeStore.Source, ct);

    /// <returns>How many events there were, known ones included.</returns>
    /// <exception cref="StripeException">Stripe refused, or did not answer.</exception>
    public async Task<long> SinceAsync(DateTimeOffset since, IProgress<BackfillProgress>? progress, CancellationToken ct)
    {
        var list = new StripeList("v1/events", ("created[gte]", $"{since.ToUnixTimeSeconds()}"));
        var (count, after) = (0L, (string?)null);
        do
        {
            var page = await client.PageAsync(list, after, ct);
            foreach (var item in page.Items) await inbox.AddAsync(StripeStore.Source, item.Text("id") ?? "", Encoding.UTF8.GetBytes(item.GetRawText()), ct);
            (count, after) = (count + page.Items.Count, page.Last);
            progress?.Report(new BackfillProgress("events", count));
        }
        while (after is not null);
        await worker.DrainAsync(ct);
        return count;
    }
}
