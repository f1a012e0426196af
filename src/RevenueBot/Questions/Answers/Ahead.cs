using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Answers;

/// <summary>Figures that need every customer: computed ahead of questions, and live for a question about another moment or before the first time.</summary>
/// <param name="store">Where jobs leave them.</param>
internal sealed class Ahead(PrecomputedStore store)
{
    /// <param name="name">Under which they are kept.</param>
    /// <param name="compute">The figures of a day, as known now or at an instant.</param>
    public async Task<Precomputed<T>> GetAsync<T>(string name, Asked asked, Func<DateOnly, DateTimeOffset?, Task<T>> compute, CancellationToken cancel)
    {
        var knownAt = asked.Question.KnownAt;
        var known = asked.Question.AsOf is null || knownAt is not null ? await store.ReadAsync<T>(name, cancel) : null;
        if (known is not null && IsMeant(known.AsOf, asked)) return known;
        return new Precomputed<T>(await compute(asked.Day, knownAt), knownAt ?? asked.Now);
    }

    /// <summary>An answer that says when its figures were computed, where that was ahead of the question; its receipt finds the same.</summary>
    public static Answer Around(Asked asked, LedgerSnapshot snapshot, DateTimeOffset computedAt, Cadence cadence) => computedAt == (asked.Question.KnownAt ?? asked.Now)
        ? Provenance.Around(asked, snapshot.Sources, snapshot.ProfileName)
        : Provenance.Computed(asked, (snapshot.Sources, snapshot.ProfileName), computedAt, cadence);

    /// <summary>What is asked for without a moment, and what an answer with these figures was pinned to.</summary>
    public static bool IsMeant(DateTimeOffset asOf, Asked asked) => asked.Question switch
    {
        { AsOf: null, KnownAt: null } => true,
        { KnownAt: { } knownAt } => knownAt == asOf && asked.Day == asked.Calendar.DayOf(asOf),
        _ => false,
    };
}
