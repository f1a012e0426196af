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
internal sealed class ProfileAnswers(ProfileReader profiles, PrecomputedStore precomputed, LedgerReader ledger, LedgerRules rules, Company company) : IMetricAnswers, IRefresh
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
        var (totals, computedAt) = await TotalsAsync(asked, cancel);
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, [totals.Day.AddDays(1)], asked.Question.KnownAt), cancel);
        var comparison = ProfileComparison.Of(totals, new FxRates(asked.Currency, snapshot.FxRates));
        var from = (snapshot.Sources, snapshot.ProfileName);
        return ProfileWords.Write(asked, comparison, computedAt is { } at ? Provenance.Computed(asked, from, at, Cadence) : Provenance.Around(asked, snapshot.Sources, snapshot.ProfileName));
    }

    /// <summary>The comparison is its own proof: each cause with its amount.</summary>
    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => AnswerAsync(asked, cancel);

    private async Task<(ProfileTotals Totals, DateTimeOffset? ComputedAt)> TotalsAsync(Asked asked, CancellationToken cancel)
    {
        var day = asked.Question.Window is { } window ? asked.FrameOf(window).Last : asked.Day;
        var isNow = asked.Question.KnownAt is null && day == asked.Today;
        if (isNow && !await profiles.HasFewerThanAsync(FewFacts, cancel) && await precomputed.ReadAsync<ProfileTotals>(Key, cancel) is { } computed)
            return (computed.Value, computed.AsOf);
        return (await profiles.ReadAsync(rules, day, asked.Question.KnownAt, cancel), null);
    }
}
