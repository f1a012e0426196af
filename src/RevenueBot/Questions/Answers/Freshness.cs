using System.Globalization;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>How far the figures of an answer can be trusted today: stale sources, figures not renewed, the last reconciliation.</summary>
internal static class Freshness
{
    /// <summary>"reconciled with Stripe Tue 10 Nov: equal"; only for what is known now, which is what was compared.</summary>
    public static IEnumerable<string> Reconciled(Asked asked, IReadOnlyList<SourceState> sources)
    {
        if (asked.Question.KnownAt is not null) yield break;
        foreach (var source in sources)
        {
            if (source.Reconciled is not { } last) continue;
            var day = asked.Calendar.LocalTime(last.At).ToString("ddd d MMM", CultureInfo.InvariantCulture);
            yield return $"reconciled with {Provenance.Name(source.Source)} {day}: {(last.Differing == 0 ? "equal" : Differ(last.Differing))}";
        }
    }

    private static string Differ(int customers) => customers == 1 ? "1 customer differs" : $"{Format.Count(customers)} customers differ";

    /// <summary>
    /// Only where it matters to the day of the answer: a past day is complete once data reaches its end. Files are imported when
    /// somebody imports them, so silence between two imports says nothing.
    /// </summary>
    public static string? Stale(Asked asked, IReadOnlyList<SourceState> sources)
    {
        var silent = Silent(asked, sources);
        if (silent.Count == 0) return null;
        var since = silent.Select((source, i) => $"{(i > 0 ? "and " : "")}from {Provenance.Name(source.Source)} since {Days.Moment(source.DataThrough, asked.Calendar)}");
        string[] sentences =
        [
            $"Nothing has arrived {string.Join(' ', since)}.", silent.Count == 1 ? "Figures are as of that time." : "Figures are as of the earlier time.",
            .. silent.Select(source => source.Problem).OfType<string>(),
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>The moment from which on something is missing in the day of the answer; null: nothing is.</summary>
    public static DateTimeOffset? SilentSince(Asked asked, IReadOnlyList<SourceState> sources) => Silent(asked, sources) is [var earliest, ..] ? earliest.DataThrough : null;

    private static List<SourceState> Silent(Asked asked, IReadOnlyList<SourceState> sources)
    {
        if (asked.Question.KnownAt is not null) return [];
        var needed = asked.DayIsOver ? asked.Calendar.StartOf(asked.Day.AddDays(1)) : asked.Now - asked.StaleAfter;
        return [.. sources.Where(source => Provenance.Name(source.Source) != Provenance.Files && source.DataThrough < needed).OrderBy(source => source.DataThrough)];
    }

    /// <summary>Figures that their job has not renewed for twice its time.</summary>
    public static string? NotRenewed(Asked asked, DateTimeOffset computedAt, Cadence cadence)
    {
        var limit = cadence switch
        {
            Cadence.Minute => TimeSpan.FromMinutes(5),
            Cadence.FiveMinutes => TimeSpan.FromMinutes(10),
            Cadence.Hourly => TimeSpan.FromHours(2),
            Cadence.Daily => TimeSpan.FromDays(2),
            Cadence.Weekly => TimeSpan.FromDays(14),
        };
        return asked.Question.KnownAt is not null || asked.Now - computedAt <= limit ? null
            : $"These figures were computed {Days.Moment(computedAt, asked.Calendar)} and have not been renewed since.";
    }
}
