namespace RevenueBot.Questions.Language;

/// <summary>Reads the time a question speaks of.</summary>
internal static class SpanRules
{
    private const int MostYears = 10;

    public static Span? Read(Cursor cursor, DateOnly today) =>
        cursor.Try(Last) ?? cursor.Try(This) ?? cursor.Try(ToDate) ?? cursor.Try(Next)
        ?? cursor.Try(c => Since(c, today)) ?? cursor.Try(c => Between(c, today)) ?? cursor.Try(c => Whole(c, today));

    private static Span? Last(Cursor cursor)
    {
        cursor.Take("the");
        var said = cursor.TakeAny("last", "past", "previous", "trailing", "prior");
        var number = cursor.TakeIf(Calendar.Number);
        if (!said && number is null) return null;
        if (cursor.TakeIf(Calendar.Unit) is not { } unit || number > MostOf(unit)) return null;
        return new Span.Relative(new Window.Last(number ?? 1, unit));
    }

    private static Span? This(Cursor cursor) =>
        cursor.TakeAny("this", "current") && cursor.TakeIf(Calendar.Unit) is { } unit and not CalendarUnit.Day ? new Span.Relative(new Window.This(unit)) : null;

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
        var start = cursor.At;
        if (cursor.Take("tomorrow")) return new Span.Future("Tomorrow");
        if (!cursor.TakeAny("next", "coming")) return null;
        cursor.TakeIf(Calendar.Number);
        if (cursor.TakeIf(Calendar.Unit) is null) return null;
        var words = cursor.Typed(start, cursor.At);
        return new Span.Future(char.ToUpperInvariant(words[0]) + words[1..]);
    }

    private static Span.Since? Since(Cursor cursor, DateOnly today) =>
        cursor.TakeAny("since", "after") && PointRules.Read(cursor, today) is { } first ? new Span.Since(first) : null;

    private static Span? Between(Cursor cursor, DateOnly today)
    {
        var said = cursor.TakeAny("from", "between");
        if (PointRules.Read(cursor, today) is not { } first) return null;
        var joined = cursor.TakeAny("to", "till", "until", "through", "and", "-");
        if (joined && PointRules.Read(cursor, today) is { } last) return new Span.Between(first, last);
        return said && !joined ? new Span.Since(first) : null;
    }

    private static Span.Whole? Whole(Cursor cursor, DateOnly today)
    {
        cursor.TakeAny("in", "for", "during", "of", "on");
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
