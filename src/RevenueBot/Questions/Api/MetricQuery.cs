using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>What <c>GET /api/v1/metrics/…</c> asks for.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, inclusive.</param>
internal sealed record MetricQuery(DateOnly First, DateOnly Last, CalendarUnit Interval, Dimension By, DateTimeOffset? KnownAt)
{
    private const int MostIntervals = 1_000;
    private const int DefaultMonths = 12;

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
    public static (MetricQuery? Query, string? Wrong) Read(Func<string, string?> parameter, DateOnly today, CompanyCalendar calendar)
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
        return TryMoment(parameter("known_at"), calendar, out var knownAt)
            ? (new MetricQuery(first, last, interval, by, knownAt), null)
            : Wrong("known_at is a day or a time with its zone, such as 2026-04-01T12:00Z.");
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
