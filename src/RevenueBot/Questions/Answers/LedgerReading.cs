using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Answers;

/// <summary>How answers read the ledger.</summary>
internal static class LedgerReading
{
    /// <summary>Reads all periods of a plan at once, and has the answer written with the names that came along.</summary>
    public static async Task<Answer> WriteAsync(this LedgerReader ledger, Asked asked, Func<Asked, IAnswerPlan> planOf, CancellationToken cancel)
    {
        var periods = planOf(asked).Periods.Distinct().ToList();
        var (named, snapshot) = await ledger.ReadAsync(asked, periods, cancel);
        return planOf(named).Write(new LedgerView(snapshot, named, periods));
    }

    /// <summary>The sums of some periods as they are asked for, and the question with its key by name.</summary>
    public static async Task<(Asked Named, LedgerSnapshot Snapshot)> ReadAsync(this LedgerReader ledger, Asked asked, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var snapshot = await ledger.ReadAsync(new LedgerQuery(asked.Dimension, AnswerPlan.Boundaries(periods), asked.Question.KnownAt), cancel);
        return (asked.Named(snapshot), snapshot);
    }

    /// <summary>What stands around figures that are not the ledger's sums: rates, targets, sources, and the names of a dimension's keys.</summary>
    /// <param name="knownAt">Rates and targets as known then; null: as known now.</param>
    public static Task<LedgerSnapshot> ContextAsync(this LedgerReader ledger, Dimension by, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel) =>
        ledger.ReadAsync(new LedgerQuery(by, [day.AddDays(1)]) { ContextKnownAt = knownAt, WithoutCells = true }, cancel);

    /// <summary>The same, as known now.</summary>
    public static Task<LedgerSnapshot> ContextAsync(this LedgerReader ledger, Dimension by, DateOnly day, CancellationToken cancel) => ledger.ContextAsync(by, day, null, cancel);
}
