using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Language;

/// <summary>Reads the time a question speaks of.</summary>
internal static class SpanRules
{
    private const int MostYears = 10;

    /// <param name="joins">Whether "and" joins two times to a span; not where they are compared.</param>
    public static Span? Read(Cursor cursor, DateOnly today, bool joins) =>
        cursor.Try(Last) ?? cursor.Try(This) ?? cursor.Try(ToDate) ?? cursor.Try(Next)
        ?? cursor.Try(c => Since(c, today)) ?? cursor.Try(c => Between(c, today, joins)) ?? cursor.Try(c => Whole(c, today));

    private static Span? Last(Cursor cursor)
    {
        if (!cursor.TakeAny("over", "for", "in", "during", "within")) cursor.TakeAny("a", "an");
        cursor.Take("the");
        var said = cursor.TakeAny("last", "past", "previous", "trailing", "prior", "preceding");
        var number = cursor.TakeIf(Calendar.Number);
        if (!said && number is null) return null;
        if (cursor.TakeIf(Calendar.Unit) is not { } unit || number > MostOf(unit)) return null;
        if (!said && cursor.Word == "ago") return null;
        if (!said) cursor.TakeAny("window", "windows", "horizon", "ahead");
        return said ? new Span.Relative(new Window.Last(number ?? 1, unit)) : new Span.Length(number!.Value, unit);
    }

    private static Span? This(Cursor cursor)
    {
        cursor.TakeAny("in", "for", "during", "so");
        return cursor.TakeAny("this", "current") && cursor.TakeIf(Calendar.Unit) is { } unit and not CalendarUnit.Day ? new Span.Relative(new Window.This(unit)) : null;
    }

    private static Span? ToDate(Cursor cursor)
    {
        var unit = cursor.Word switch
        {
            "ytd" => CalendarUnit.Year,
            "qtd" => CalendarUnit.Quarter,
            "mtd" => CalendarUnit.Month,
            "wtd" => CalendarUnit.Week,
            _ => (CalendarUnit?)null,
        };
        if (unit is not null) cursor.At++;
        else if (cursor.Word.Split('-') is [var name, "to", "date"] && Calendar.Unit(name) is { } hyphened) (unit, cursor.At) = (hyphened, cursor.At + 1);
        else if (cursor.TakeIf(Calendar.Unit) is { } spoken && cursor.Take("to", "date")) unit = spoken;
        return unit is { } found ? new Span.Relative(new Window.This(found)) : null;
    }

    private static Span? Next(Cursor cursor)
    {
        cursor.TakeAny("for", "over", "in");
        cursor.Take("the");
        var start = cursor.At;
        if (cursor.Take("tomorrow")) return new Span.Future("Tomorrow", 1, CalendarUnit.Day);
        if (!cursor.TakeAny("next", "coming", "following")) return null;
        var count = cursor.TakeIf(Calendar.Number) ?? 1;
        if (cursor.TakeIf(Calendar.Unit) is not { } unit || count > MostOf(unit)) return null;
        var words = cursor.Typed(start, cursor.At);
        return new Span.Future(Format.Capital(words), count, unit);
    }

    private static Span.Since? Since(Cursor cursor, DateOnly today)
    {
        if (!cursor.TakeAny("since", "after", "starting")) return null;
        cursor.TakeAny("the", "in", "from");
        if (cursor.Take("start", "of") || cursor.Take("beginning", "of")) cursor.Take("the");
        return (PointRules.Read(cursor, today) ?? cursor.Try(c => PointRules.LastUnit(c, today))) is { } first ? new Span.Since(first) : null;
    }

    private static Span? Between(Cursor cursor, DateOnly today, bool joins)
    {
        var said = cursor.TakeAny("from", "between");
        if (PointRules.Read(cursor, today) is not { } first) return null;
        var joined = cursor.TakeAny("to", "till", "until", "through", "-") || (joins && cursor.Take("and"));
        if (joined && PointRules.Read(cursor, today) is { } last) return new Span.Between(first, last);
        return said && !joined ? new Span.Since(first) : null;
    }

    private static Span.Whole? Whole(Cursor cursor, DateOnly today)
    {
        cursor.TakeAny("in", "for", "during", "of", "on");
        cursor.Take("the", "month", "of");
        return PointRules.Read(cursor, today) is { } point ? new Span.Whole(point) : null;
    }

    private static int MostOf(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => 999,
        CalendarUnit.Week => MostYears * 52,
        CalendarUnit.Month => MostYears * 12,
        CalendarUnit.Quarter => MostYears * 4,
        CalendarUnit.Year => MostYears,
    };
}
