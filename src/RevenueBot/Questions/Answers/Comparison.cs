using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>The other days that a question compares with, like with like.</summary>
internal static class Comparison
{
    /// <summary>
    /// "vs last year" of a shorter span is its same days a year before; a part of a unit is compared with as many days of the other; any
    /// other time stands as it was named.
    /// </summary>
    public static Period Of(Window versus, Frame frame, Asked asked)
    {
        if (versus is Window.Last(1, var unit) && Shorter(frame, unit)) return new(Back(frame.First, unit), frame.IsPart ? Back(frame.Last, unit).AddDays(1) : Back(frame.Period.End, unit));
        var other = asked.FrameOf(versus);
        return frame.IsPart && !other.IsPart ? Cut(other, frame) : other.Period;
    }

    private static bool Shorter(Frame frame, CalendarUnit unit) => frame.Unit is { } own ? own < unit || (own == unit && frame.IsPart) : unit == CalendarUnit.Year;

    /// <summary>A unit of the same kind: its first days. Anything else: its last days, so that it ends where it was named.</summary>
    private static Period Cut(Frame other, Frame frame)
    {
        var days = Math.Min(frame.Last.DayNumber - frame.First.DayNumber, other.Last.DayNumber - other.First.DayNumber);
        return other.Unit == frame.Unit ? new(other.First, other.First.AddDays(days + 1)) : new(other.Last.AddDays(-days), other.Last.AddDays(1));
    }

    private static DateOnly Back(DateOnly day, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => day.AddDays(-1),
        CalendarUnit.Week => day.AddDays(-7),
        CalendarUnit.Month => day.AddMonths(-1),
        CalendarUnit.Quarter => day.AddMonths(-3),
        CalendarUnit.Year => day.AddYears(-1),
    };
}
