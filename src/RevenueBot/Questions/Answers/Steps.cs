using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>A span cut into the rows of a table.</summary>
/// <param name="Periods">Consecutive, oldest first, together the whole span.</param>
internal sealed record Steps(CalendarUnit Unit, IReadOnlyList<Period> Periods)
{
    private const int MostDays = 14;
    private const int MostWeeks = 14;
    private const int MostRows = 25;

    /// <summary>Rows that a person can read: days for a fortnight, weeks for a quarter, then months, quarters, years.</summary>
    public static Steps Of(Frame frame)
    {
        var days = frame.Period.End.DayNumber - frame.Period.Start.DayNumber;
        var months = ((frame.Last.Year - frame.First.Year) * 12) + frame.Last.Month - frame.First.Month + 1;
        var byMonth = frame.First.Day == 1 && frame.Unit != CalendarUnit.Month && months > 1;
        var unit = days <= MostDays ? CalendarUnit.Day
            : !byMonth && days <= MostWeeks * 7 ? CalendarUnit.Week
            : months <= MostRows ? CalendarUnit.Month
            : months <= MostRows * 3 ? CalendarUnit.Quarter : CalendarUnit.Year;
        return new(unit, [.. Cut(frame, unit)]);
    }

    /// <summary>The mark of a row that is not a whole unit, "" for others.</summary>
    public string Mark(Period step, Asked asked) => IsPart(step, asked) ? "†" : "";

    /// <summary>What the mark means; null where no row has it.</summary>
    public string? Note(Asked asked)
    {
        if (!IsPart(Periods[^1], asked)) return null;
        var day = asked.Days.Day(Periods[^1].LastDay);
        if (Unit is CalendarUnit.Day or CalendarUnit.Week) return $"† {day} is not over yet.";
        var start = Frame.Start(Unit, Periods[^1].LastDay, asked.Calendar);
        var whole = new Frame(start, start, Unit, false).Name(asked.Days);
        return $"† {day} is part of {whole}: do not read it as a whole {Unit.ToString().ToLowerInvariant()}.";
    }

    private bool IsPart(Period step, Asked asked)
    {
        if (step != Periods[^1]) return false;
        var isLastDay = Unit is CalendarUnit.Day or CalendarUnit.Week || step.LastDay == Frame.End(Unit, Frame.Start(Unit, step.LastDay, asked.Calendar));
        return !isLastDay || (step.LastDay == asked.Day && !asked.DayIsOver);
    }

    /// <summary>Weeks count back from the last day; the other units are those of the calendar.</summary>
    private static IEnumerable<Period> Cut(Frame frame, CalendarUnit unit)
    {
        var start = frame.First;
        while (start <= frame.Last)
        {
            var end = unit == CalendarUnit.Week ? WeekEnd(start, frame.Last) : Frame.End(unit, Frame.Start(unit, start, CompanyCalendar.Utc));
            var last = end < frame.Last ? end : frame.Last;
            yield return new Period(start, last.AddDays(1));
            start = last.AddDays(1);
        }
    }

    private static DateOnly WeekEnd(DateOnly start, DateOnly last) => last.AddDays(-((last.DayNumber - start.DayNumber) / 7 * 7));
}
