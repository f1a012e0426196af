using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>Where the figures come from, how fresh they are, and by which rules: around every answer with a figure.</summary>
internal static class Provenance
{
    internal const string Files = "files";

    /// <summary>An answer with everything but its finding.</summary>
    public static Answer Around(Asked asked, LedgerView ledger) => Around(asked, ledger.Snapshot.Sources, ledger.Snapshot.ProfileName) with { KeyNames = ledger.KeyNames };

    /// <summary>The same for an answer that does not come from the ledger's sums alone.</summary>
    public static Answer Around(Asked asked, IReadOnlyList<SourceState> sources, string profile)
    {
        var through = Through(sources, asked.Question.KnownAt);
        return new Answer
        {
            Id = AnswerId.Of(asked), Kind = AnswerKind.Figures, Question = asked.Question.ToString(), Headline = "", Currency = asked.Currency,
            AsOf = asked.Day, KnownAt = asked.Question.KnownAt, DataThrough = through, Profile = profile,
            Notice = Freshness.Stale(asked, sources), Footer = Footer(asked, sources, profile, through),
        };
    }

    /// <summary>
    /// The same for figures that were computed ahead: the answer speaks of that moment and says so, its receipt shows the figures of
    /// that moment, and where they have not been renewed in time it says that first.
    /// </summary>
    /// <param name="computedAt">The moment the figures speak of (<see cref="Precomputed{T}.AsOf"/>).</param>
    public static Answer Computed(Asked asked, LedgerView ledger, DateTimeOffset computedAt, Cadence cadence) =>
        Computed(asked, (ledger.Snapshot.Sources, ledger.Snapshot.ProfileName), computedAt, cadence);

    /// <inheritdoc cref="Computed(Asked, LedgerView, DateTimeOffset, Cadence)"/>
    public static Answer Computed(Asked asked, (IReadOnlyList<SourceState> Sources, string Profile) from, DateTimeOffset computedAt, Cadence cadence)
    {
        var around = Around(asked, from.Sources, from.Profile);
        var day = asked.Calendar.DayOf(computedAt) is var computed && computed < asked.Day ? computed : asked.Day;
        var then = asked with { Question = asked.Question with { AsOf = day, KnownAt = computedAt } };
        return around with
        {
            Id = AnswerId.Of(then),
            AsOf = day,
            KnownAt = asked.Question.KnownAt ?? computedAt,
            Notice = around.Notice ?? Freshness.NotRenewed(asked, computedAt, cadence),
            Footer = $"Computed {Days.Moment(computedAt, asked.Calendar)} · {around.Footer}",
        };
    }

    /// <summary>The moment up to which every source is complete; null without a source, and of what was known then: how far they had come is not kept.</summary>
    public static DateTimeOffset? Through(IReadOnlyList<SourceState> sources, DateTimeOffset? knownAt = null) => sources.Count == 0 || knownAt is not null ? null : sources.Min(source => source.DataThrough);

    /// <summary>What limits the whole answer, said after its finding.</summary>
    public static IEnumerable<string> Qualifiers(Asked asked)
    {
        if (asked.Question.Metric == Metric.Arr) yield return "ARR is the run rate: MRR × 12.";
        if (asked.Question.ConstantCurrency) yield return $"At constant currency: everything at the rates of {asked.Days.Day(asked.Day)}.";
        foreach (var sentence in KnownAt(asked)) yield return sentence;
    }

    /// <summary>By when the figures were known; nothing where the question does not say so.</summary>
    public static IEnumerable<string> KnownAt(Asked asked) =>
        asked.Question.KnownAt is { } instant ? [$"As known on {Days.LongMoment(instant, asked.Calendar)}."] : [];

    private static string Footer(Asked asked, IReadOnlyList<SourceState> sources, string profile, DateTimeOffset? through)
    {
        var time = asked.Question.KnownAt is { } known ? $"As known on {Days.LongMoment(known, asked.Calendar)}"
            : through is { } read ? $"Data through {Days.LongMoment(read, asked.Calendar)}"
            : "No source is connected yet";
        string[] parts = [time, .. sources.Select(source => Name(source.Source)).Distinct(), .. Freshness.Reconciled(asked, sources), asked.Currency.Code, $"{profile} definitions"];
        return string.Join(" · ", parts);
    }

    internal static string Name(string source) => source switch
    {
        "stripe" => "Stripe",
        "files" or "file" => Files,
        "app" or "database" => "the app database",
        _ => source,
    };
}
