using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Usage;

/// <summary>What metered items came to in every closed month.</summary>
/// <param name="Through">The last day of the last of them.</param>
/// <param name="Items">Metered items there are; 0: usage MRR is nothing this company has.</param>
internal sealed record MeteredTable(DateOnly Through, int Items, IReadOnlyList<MeteredCell> Cells);

/// <summary>Reads metered items: every night, and live for a question about what was known or before the first night.</summary>
internal sealed class UsageMrrSource(CustomerHistoryReader history, PrecomputedStore store, LedgerRules rules) : IRefresh
{
    public string Name => "usage-mrr";

    public Cadence Cadence => Cadence.Daily;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel) =>
        await store.WriteAsync(Name, new Precomputed<MeteredTable>(await ComputeAsync(LastClosed(rules.Calendar.DayOf(at), isOver: false), null, cancel), at), cancel);

    public async Task<MeteredTable> GetAsync(Asked asked, CancellationToken cancel) =>
        (asked.Question.KnownAt is null ? await FindAsync(asked, cancel) : null) ?? await ComputeAsync(LastClosed(asked), asked.Question.KnownAt, cancel);

    /// <summary>As it was computed ahead; null where it was not, or not for a month of the question.</summary>
    public async Task<MeteredTable?> FindAsync(Asked asked, CancellationToken cancel) =>
        await store.ReadAsync<MeteredTable>(Name, cancel) is { } known && known.Value.Through >= LastClosed(asked).LastDay ? known.Value : null;

    /// <summary>The last month that is over on the day of the question.</summary>
    public static Month LastClosed(Asked asked) => LastClosed(asked.Day, asked.DayIsOver);

    private static Month LastClosed(DateOnly day, bool isOver) => isOver && day == Month.Of(day).LastDay ? Month.Of(day) : Month.Of(day).Previous;

    private async Task<MeteredTable> ComputeAsync(Month last, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        MeteredFold fold = new(rules, last.LastDay);
        await foreach (var events in history.MeteredAsync(knownAt, cancel)) fold.Add(events);
        return new(last.LastDay, fold.Items, fold.Cells);
    }
}
