using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>A time seen from that of the question before: "the month before", "a year earlier", "the quarter after".</summary>
/// <param name="Unit">Null: as long as the time before.</param>
/// <param name="Sign">−1 towards the past, +1 towards now.</param>
/// <param name="Moves">"2 months earlier": the same span, moved; not "the 2 months before".</param>
internal readonly record struct Shift(int Count, CalendarUnit? Unit, int Sign, bool Moves = false)
{
    private const int MostUnits = 120;
    private static readonly string[] Before = ["before", "earlier", "prior", "ago"];

    /// <summary>Null where the words are no such time.</summary>
    public static Shift? Of(IReadOnlyList<Token> tokens)
    {
        var cursor = new Cursor([.. tokens.Where(token => token.Word is not ("the" or "in" or "for" or "show" or "me"))]);
        if (cursor.TakeAny("same", "this"))
            return ReadSame(cursor);
        if (cursor.TakeAny("previous", "preceding", "prior") && cursor.TakeAny("one", "period")) return cursor.AtEnd ? new(1, null, -1) : null;
        cursor.TakeAny("one", "period", "time");
        if (cursor.AtEnd) return null;
        cursor.TakeAny("a", "an");
        int? count = cursor.TakeIf(Calendar.Number);
        var unit = cursor.TakeIf(Calendar.Unit);
        if (count is not null && unit is null) return null;
        var moves = cursor.Word is "earlier" or "ago" or "later";
        int? sign = cursor.TakeAny(Before) ? -1 : cursor.TakeAny("after", "later") ? 1 : null;
        cursor.TakeAny("that", "then");
        return sign is { } found && cursor.AtEnd && count is null or <= MostUnits ? new(count ?? 1, unit, found, moves) : null;
    }

    /// <summary>"same month last year", "same time a year ago".</summary>
    private static Shift? ReadSame(Cursor cursor)
    {
        if (!cursor.TakeAny("time", "day", "week", "month", "quarter", "period")) return null;
        cursor.Take("of");
        if (!cursor.TakeAny("a", "last", "previous", "one") || !cursor.Take("year")) return null;
        cursor.TakeAny(Before);
        return cursor.AtEnd ? new(1, CalendarUnit.Year, -1) : null;
    }

    /// <summary>The question at that time; null where the calendar has no such time, or where none is named and there is none to move by.</summary>
    public Question? Move(Question before, Resolver resolver)
    {
        var day = before.AsOf ?? (before.KnownAt is { } instant ? resolver.Calendar.DayOf(instant) : resolver.Today);
        if (before.Window is not { } window) return Unit is { } by && Moved(day, by) is { } at ? before with { AsOf = at } : null;
        var frame = Frame.Of(window, day, day < resolver.Today, resolver.Calendar);
        return MoveOf(frame, window) is { } moved ? before with { Window = moved } : null;
    }

    /// <summary>A longer unit moves the whole span; the same or a shorter one is that unit beside it.</summary>
    private Window? MoveOf(Frame frame, Window window)
    {
        if (Unit is not { } unit) return frame.Unit is { } own ? Named(frame, own, Count) : Beside(frame, window is Window.Last last ? (last.Count, last.Unit) : (frame.Last.DayNumber - frame.First.DayNumber + 1, CalendarUnit.Day));
        if (frame.Unit is { } whole && (unit > whole || (unit == whole && (Moves || Count == 1)))) return Named(frame, unit, Count);
        if (frame.Unit is null && (Moves || unit == CalendarUnit.Year)) return Moved(frame.First, unit) is { } first && Moved(frame.Last, unit) is { } end ? new Window.Between(first, end) : null;
        return Beside(frame, (Count, unit));
    }

    /// <summary>The frame's own unit, moved by a number of units.</summary>
    private Window? Named(Frame frame, CalendarUnit by, int count) => (this with { Count = count }).Moved(frame.First, by) is not { } first ? null : frame.Unit switch
    {
        CalendarUnit.Month => new Window.InMonth(Metrics.Month.Of(first)),
        CalendarUnit.Quarter => new Window.InQuarter(Metrics.Month.Of(first)),
        CalendarUnit.Year => new Window.InYear(first.Year),
        CalendarUnit.Week => new Window.Between(first, first.AddDays(6)),
        _ => new Window.Between(first, first),
    };

    /// <summary>So many units that end where the frame begins, or begin where it ends.</summary>
    private Window? Beside(Frame frame, (int Count, CalendarUnit Unit) length)
    {
        var edge = Sign < 0 ? frame.First : frame.Last.AddDays(1);
        if ((this with { Count = length.Count }).Moved(edge, length.Unit) is not { } other) return null;
        var (first, end) = Sign < 0 ? (other, edge.AddDays(-1)) : (edge, other.AddDays(-1));
        return first.Day == 1 && length == (1, CalendarUnit.Month) ? new Window.InMonth(Metrics.Month.Of(first)) : new Window.Between(first, end);
    }

    private DateOnly? Moved(DateOnly day, CalendarUnit unit)
    {
        var step = Sign * Count;
        var moved = unit switch
        {
            CalendarUnit.Day => day.AddDays(step),
            CalendarUnit.Week => day.AddDays(7 * step),
            CalendarUnit.Month => day.AddMonths(step),
            CalendarUnit.Quarter => day.AddMonths(3 * step),
            CalendarUnit.Year => day.AddYears(step),
        };
        return moved.Year is >= Calendar.FirstYear and <= Calendar.LastYear ? moved : null;
    }
}
