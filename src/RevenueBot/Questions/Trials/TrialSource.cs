using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Trials;

/// <summary>
/// Trial cohorts: computed every night from every customer's ledger, and live for a question about another moment or before the
/// first night.
/// </summary>
internal sealed class TrialSource(TrialReader reader, PrecomputedStore store, Ahead ahead, Company company) : IRefresh
{
    public string Name => "trial-cohorts";

    public Cadence Cadence => Cadence.Daily;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel) =>
        await store.WriteAsync(Name, new Precomputed<TrialTable>(await ComputeAsync(company.Calendar.DayOf(at).AddDays(-1), null, cancel), at), cancel);

    public Task<Precomputed<TrialTable>> GetAsync(Asked asked, CancellationToken cancel) =>
        ahead.GetAsync(Name, asked, (day, knownAt) => ComputeAsync(asked.DayIsOver ? day : day.AddDays(-1), knownAt, cancel), cancel);

    /// <summary>The days on which first trials began and were paid, of the same moment as a table.</summary>
    public Task<IReadOnlyList<TrialSpan>> SpansAsync(Precomputed<TrialTable> table, CancellationToken cancel) => reader.ReadAsync(table.Value.Through, table.AsOf, cancel);

    private async Task<TrialTable> ComputeAsync(DateOnly through, DateTimeOffset? knownAt, CancellationToken cancel) =>
        new(through, TrialCohort.Of(await reader.ReadAsync(through, knownAt, cancel)));
}
