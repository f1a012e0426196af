using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files;

/// <summary>Looks at the facts on their way to the store.</summary>
internal sealed class ImportWatch
{
    private DateTimeOffset _latest;

    public async IAsyncEnumerable<FactBatch> SeeAsync(IAsyncEnumerable<FactBatch> batches, Action seen)
    {
        await foreach (var batch in batches)
        {
            seen();
            foreach (var instant in Instants(batch).Where(i => i > _latest)) _latest = instant;
            yield return batch;
        }
    }

    /// <summary>Up to when these facts tell what happened; a time yet to come tells nothing. Null: they have no times.</summary>
    public DateTimeOffset? Latest(DateTimeOffset now) => _latest == default ? null : _latest < now ? _latest : now;

    private static IEnumerable<DateTimeOffset> Instants(FactBatch batch) =>
    [
        .. batch.SubscriptionEvents.Select(e => e.EffectiveAt), .. batch.Payments.Select(p => p.OccurredAt), .. batch.Usage.Select(u => u.RecordedAt),
        .. batch.Tickets.Select(t => t.OpenedAt), .. batch.Nps.Select(n => n.RespondedAt),
    ];
}
