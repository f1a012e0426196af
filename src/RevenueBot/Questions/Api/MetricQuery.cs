using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Api;

/// <summary>What <c>GET /api/v1/metrics/…</c> asks for.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, inclusive.</param>
internal sealed record MetricQuery(DateOnly First, DateOnly Last, CalendarUnit Interval, Dimension By, DateTimeOffset? KnownAt)
{
    /// <summary>Only one value of a dimension: as given until it was resolved to a key.</summary>
    public Filter? Only { get; init; }

    private const int MostIntervals = 1_000;
    private const int DefaultMonths = 12;

    /// <summary>
    /// The day that an answer is pinned to; null: up to the running day, so that what was computed ahead can answer. What was known
    /// at an instant is never computed ahead, and the day of that instant is not the last day asked for.
    /// </summary>
    public DateOnly? AsOf(DateOnly today) => KnownAt is null && Last == today ? null : Last;

    /// <summary>The intervals, oldest first: those of the calendar, the first and last cut to the days asked for.</summary>
    public IReadOnlyList<Period> Periods(CompanyCalendar calendar)
    {
        List<Period> periods = [];
        for (var start = First; start <= Last;)
        {
            var end = Frame.End(Interval, Frame.Start(Interval, start, calendar));
            var last = end < Last ? end : Last;
            periods.Add(new Period(start, last.AddDays(1)));
            start = last.AddDays(1);
        }

        return periods;
    }

    /// <summary>Reads the parameters; else says in one sentence which one is wrong and how it should look.</summary>
    /// <param name="parameter">Value by name; null where it was not given.</param>
    /// <param name="meaning">The metric: what it is limited to or split by is refused where it cannot be. <see cref="Resolve"/> finds the key of a limit.</param>
    public static (MetricQuery? Query, string? Wrong) Read(Func<string, string?> parameter, Meaning meaning, DateOnly today, CompanyCalendar calendar)
    {
        var (to, from) = (parameter("to"), parameter("from"));
        var last = today;
        if (to is not null && !TryDay(to, out last)) return Wrong("to is a day such as 2026-03-31.");
        if (last > today) last = today;
        var first = Month.Of(last).Plus(1 - DefaultMonths).FirstDay;
        if (from is not null && !TryDay(from, out first)) return Wrong("from is a day such as 2025-04-01.");
        if (first > last) return Wrong("from is after to, or has not come yet.");
        if (Unit(parameter("interval")) is not { } interval) return Wrong("interval is day, week or month.");
        if (Slice(parameter("by")) is not { } by) return Wrong("by is plan, currency, country or segment.");
        var days = last.DayNumber - first.DayNumber + 1;
        if (days / (interval switch { CalendarUnit.Day => 1, CalendarUnit.Week => 7, _ => 28 }) > MostIntervals) return Wrong($"That is more than {MostIntervals} intervals: ask for a shorter span.");
        if (Refusal(meaning, [.. Given(parameter)], by) is { } refusal) return Wrong(refusal);
        if (!TryOnly(parameter, by, out var only)) return Wrong("Only one of plan, country, segment and currency can be given, and by not beside it.");
        return TryMoment(parameter("known_at"), calendar, out var knownAt)
            ? (new MetricQuery(first, last, interval, by, knownAt) { Only = only }, null)
            : Wrong("known_at is a day or a time with its zone, such as 2026-04-01T12:00Z.");
    }

    /// <summary>The dimension by which the ledger is read.</summary>
    public Dimension Dimension => Only?.By ?? By;

    /// <summary>The query with the key that its value names; else says why there is none.</summary>
    public (MetricQuery? Query, string? Wrong) Resolve(Names names)
    {
        if (Only is not { } only) return (this, null);
        var dimension = only.By.ToString().ToLowerInvariant();
        return names.Resolve(only.Key, only.By) switch
        {
            [var one] => (this with { Only = new Filter(one.By, one.Key) }, null),
            [] => Wrong($"There is no {dimension} {MetricJson.Cut(only.Key)} in the ledger."),
            var several => Wrong($"{several.Count} values of {dimension} are called {MetricJson.Cut(only.Key)}: use one of {string.Join(", ", several.Take(5).Select(name => name.Key))}."),
        };
    }

    private static string? Refusal(Meaning meaning, IReadOnlyList<Filter> given, Dimension by)
    {
        var name = Format.Capital(meaning.Name);
        return given.Select(only => Limits.Refusal(meaning.Metric, name, only.By)).FirstOrDefault(refusal => refusal is not null) ?? Limits.RefusalOfSplit(meaning.Metric, name, by);
    }

    private static IEnumerable<Filter> Given(Func<string, string?> parameter) => Enum.GetValues<Dimension>().Where(dimension => dimension != Dimension.Total)
        .Select(dimension => (dimension, value: parameter(dimension.ToString().ToLowerInvariant()))).Where(pair => pair.value is not null).Select(pair => new Filter(pair.dimension, pair.value!));

    private static bool TryOnly(Func<string, string?> parameter, Dimension by, out Filter? only)
    {
        Filter[] given = [.. Given(parameter)];
        only = given.Length == 1 ? given[0] : null;
        return given.Length == 0 || (given.Length == 1 && by == Dimension.Total);
    }

    private static (MetricQuery?, string?) Wrong(string sentence) => (null, sentence);

    private static bool TryDay(string text, out DateOnly day) => Iso.TryDay(text, out day) && day.Year is >= Calendar.FirstYear and <= Calendar.LastYear;

    private static CalendarUnit? Unit(string? text) => text switch
    {
        null or "month" => CalendarUnit.Month,
        "week" => CalendarUnit.Week,
        "day" => CalendarUnit.Day,
        _ => null,
    };

    private static Dimension? Slice(string? text) => text switch
    {
        null => Dimension.Total,
        "plan" => Dimension.Plan,
        "currency" => Dimension.Currency,
        "country" => Dimension.Country,
        "segment" => Dimension.Segment,
        _ => null,
    };

    private static bool TryMoment(string? text, CompanyCalendar calendar, out DateTimeOffset? moment)
    {
        moment = text is null ? null : Iso.Moment(text.ToUpperInvariant(), calendar);
        return text is null || moment is not null;
    }
}
