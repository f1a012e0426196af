using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Profiles;

/// <summary>
/// "Compare profiles": the company's MRR by its own definitions and by those of others, with what makes the difference. It needs every
/// fact, so a large company's is computed each night.
/// </summary>
internal sealed class ProfileAnswers(ProfileReader profiles, PrecomputedStore precomputed, Ahead ahead, LedgerReader ledger, LedgerRules rules, Company company) : IMetricAnswers, IRefresh
{
    private const string Key = "profiles";

    /// <summary>Up to so many facts the comparison takes no longer than any other answer.</summary>
    private const int FewFacts = 2_000;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Profiles];

    public string Name => "profiles";

    public Cadence Cadence => Cadence.Daily;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel) =>
        await precomputed.WriteAsync(Key, new Precomputed<ProfileTotals>(await profiles.ReadAsync(rules, company.Calendar.DayOf(at), null, cancel), at), cancel);

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (comparison, computedAt, snapshot) = await CompareAsync(asked, cancel);
        return ProfileWords.Write(asked, comparison, Ahead.Around(asked, snapshot, computedAt, Cadence));
    }

    /// <summary>The comparison is its own proof: each cause with its amount.</summary>
    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => AnswerAsync(asked, cancel);

    /// <summary>The comparison on the last day of the question, the moment it speaks of, and the ledger around it.</summary>
    public async Task<(ProfileComparison Comparison, DateTimeOffset ComputedAt, LedgerSnapshot Snapshot)> CompareAsync(Asked asked, CancellationToken cancel)
    {
        var totals = await TotalsAsync(asked, cancel);
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, [totals.Value.Day.AddDays(1)], asked.Question.KnownAt), cancel);
        return (ProfileComparison.Of(totals.Value, new FxRates(asked.Currency, snapshot.FxRates)), totals.AsOf, snapshot);
    }

    private async Task<Precomputed<ProfileTotals>> TotalsAsync(Asked asked, CancellationToken cancel)
    {
        if (asked.Question.Window is { } window && asked.FrameOf(window).Last is var last && last != asked.Day) asked = asked with { Question = asked.Question with { AsOf = last } };
        return await profiles.HasFewerThanAsync(FewFacts, cancel)
            ? new(await ComputeAsync(asked.Day, asked.Question.KnownAt), asked.Question.KnownAt ?? asked.Now)
            : await ahead.GetAsync(Key, asked, ComputeAsync, cancel);

        Task<ProfileTotals> ComputeAsync(DateOnly day, DateTimeOffset? knownAt) => profiles.ReadAsync(rules, day, knownAt, cancel);
    }
}
