using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>Where the figures come from, how fresh they are, and by which rules: around every answer with a figure.</summary>
internal static class Provenance
{
    private const string Files = "files";

    /// <summary>An answer with everything but its finding.</summary>
    public static Answer Around(Asked asked, LedgerView ledger) => Around(asked, ledger.Snapshot.Sources, ledger.Snapshot.ProfileName);

    /// <summary>The same for an answer that does not come from the ledger's sums alone.</summary>
    public static Answer Around(Asked asked, IReadOnlyList<SourceState> sources, string profile)
    {
        var through = Through(sources);
        return new Answer
        {
            Id = AnswerId.Of(asked), Kind = AnswerKind.Figures, Question = asked.Question.ToString(), Headline = "", Currency = asked.Currency,
            AsOf = asked.Day, KnownAt = asked.Question.KnownAt, DataThrough = through, Profile = profile,
            Notice = Stale(asked, sources), Footer = Footer(asked, sources, profile, through),
        };
    }

    /// <summary>The moment up to which every source is complete; null without a source.</summary>
    public static DateTimeOffset? Through(IReadOnlyList<SourceState> sources) => sources.Count == 0 ? null : sources.Min(source => source.DataThrough);

    /// <summary>What limits the whole answer, said after its finding.</summary>
    public static IEnumerable<string> Qualifiers(Asked asked)
    {
        if (asked.Question.Metric == Metric.Arr) yield return "ARR is the run rate: MRR × 12.";
        if (asked.Question.ConstantCurrency) yield return $"At constant currency: everything at the rates of {asked.Days.Day(asked.Day)}.";
        if (asked.Question.KnownAt is { } instant) yield return $"As known on {Days.LongMoment(instant, asked.Calendar)}.";
    }

    private static string Footer(Asked asked, IReadOnlyList<SourceState> sources, string profile, DateTimeOffset? through)
    {
        var time = asked.Question.KnownAt is { } known ? $"As known on {Days.LongMoment(known, asked.Calendar)}"
            : through is { } read ? $"Data through {Days.LongMoment(read, asked.Calendar)}"
            : "No source is connected yet";
        string[] parts = [time, .. sources.Select(source => Name(source.Source)).Distinct(), asked.Currency.Code, $"{profile} definitions"];
        return string.Join(" · ", parts);
    }

    /// <summary>
    /// Only where it matters to the day of the answer: a past day is complete once data reaches its end. Files are imported when
    /// somebody imports them, so silence between two imports says nothing.
    /// </summary>
    private static string? Stale(Asked asked, IReadOnlyList<SourceState> sources)
    {
        if (asked.Question.KnownAt is not null) return null;
        if (sources.Where(source => Name(source.Source) != Files).MinBy(source => source.DataThrough) is not { } oldest) return null;
        var needed = asked.DayIsOver ? asked.Calendar.StartOf(asked.Day.AddDays(1)) : asked.Now - asked.StaleAfter;
        return oldest.DataThrough >= needed ? null
            : $"Nothing has arrived from {Name(oldest.Source)} since {Days.Moment(oldest.DataThrough, asked.Calendar)}. Figures are as of that time.";
    }

    private static string Name(string source) => source switch
    {
        "stripe" => "Stripe",
        "files" or "file" => Files,
        "app" or "database" => "the app database",
        _ => source,
    };
}
