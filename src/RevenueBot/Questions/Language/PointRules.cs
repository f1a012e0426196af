using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>Reads one day, month, quarter or year.</summary>
internal static class PointRules
{
    public static Point? Read(Cursor cursor, DateOnly today) =>
        cursor.Try(c => Iso(c)) ?? cursor.Try(c => Named(c, today)) ?? cursor.Try(DayAndMonth) ?? cursor.Try(MonthAndDay)
        ?? cursor.Try(Month) ?? cursor.Try(Quarter) ?? cursor.Try(Year);

    private static Point? Iso(Cursor cursor) => cursor.TakeIf<Point>(word =>
        Language.Iso.TryDay(word, out var day) && InRange(day.Year) ? Point.Of(day)
        : Metrics.Month.TryParse(word, out var month) && InRange(month.Year) ? new Point(month.Year, month.Number, null, CalendarUnit.Month)
        : word.Length == 7 && word[4] == '-' && Calendar.Year(word[..4]) is { } year && Calendar.Quarter(word[5..]) is { } quarter ? OfQuarter(quarter, year)
        : null);

    private static Point? Named(Cursor cursor, DateOnly today) =>
        cursor.TakeAny("today", "now") ? Point.Of(today)
        : cursor.Take("yesterday") ? Point.Of(today.AddDays(-1))
        : cursor.Try(c => Ago(c, today)) ?? cursor.Try(c => EndOf(c, today));

    /// <summary>"a year ago", "3 months ago", "this time last year".</summary>
    private static Point? Ago(Cursor cursor, DateOnly today)
    {
        if (cursor.Take("this", "time") || cursor.Take("same", "time") || cursor.Take("same", "day"))
            return cursor.Take("last") && cursor.TakeIf(Calendar.Unit) is { } last ? Point.Of(Back(today, 1, last)) : null;
        int? count = cursor.TakeAny("a", "an") ? 1 : cursor.TakeIf(Calendar.Number);
        return count is { } number && cursor.TakeIf(Calendar.Unit) is { } unit && cursor.Take("ago") && number <= 366 ? Point.Of(Back(today, number, unit)) : null;
    }

    /// <summary>"the end of March", "the end of last quarter".</summary>
    private static Point? EndOf(Cursor cursor, DateOnly today)
    {
        cursor.Take("the");
        if (!cursor.Take("end", "of")) return null;
        cursor.Take("the");
        return (Read(cursor, today) ?? LastUnit(cursor, today)) is { } point && point.First(today) is var first && first <= today ? Point.Of(Earlier(point.LastFrom(first), today)) : null;
    }

    /// <summary>"last month", "last quarter", "last year" by its days.</summary>
    public static Point? LastUnit(Cursor cursor, DateOnly today)
    {
        if (!cursor.TakeAny("last", "previous")) return null;
        return cursor.TakeIf(Calendar.Unit) switch
        {
            CalendarUnit.Month => Of(Metrics.Month.Of(today).Previous, CalendarUnit.Month),
            CalendarUnit.Quarter => Of(Metrics.Month.Of(new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1)).Plus(-3), CalendarUnit.Quarter),
            CalendarUnit.Year => new Point(today.Year - 1, null, null, CalendarUnit.Year),
            _ => null,
        };
    }

    /// <summary>Days written with slashes or points: two where day and month can be exchanged. Points are always day first.</summary>
    public static IReadOnlyList<Point> Slashed(Cursor cursor)
    {
        var parts = cursor.Word.Split('/', '.');
        if (parts is not [var first, var second, { Length: 4 } last] || Calendar.Year(last) is not { } year) return [];
        if (Calendar.DayOfMonth(first) is not { } a || Calendar.DayOfMonth(second) is not { } b) return [];
        Point[] days = cursor.Word.Contains('.') ? [new(year, b, a, CalendarUnit.Day)] : [new(year, b, a, CalendarUnit.Day), new(year, a, b, CalendarUnit.Day)];
        var real = days.Where(day => day.Month <= 12 && day.Exists).Distinct().ToList();
        if (real.Count > 0) cursor.At++;
        return real;
    }

    private static Point Of(Month month, CalendarUnit unit) => new(month.Year, month.Number, null, unit);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Back(DateOnly day, int count, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => day.AddDays(-count),
        CalendarUnit.Week => day.AddDays(-7 * count),
        CalendarUnit.Month => day.AddMonths(-count),
        CalendarUnit.Quarter => day.AddMonths(-3 * count),
        CalendarUnit.Year => day.AddYears(-Math.Min(count, 30)),
    };

    private static Point? DayAndMonth(Cursor cursor)
    {
        cursor.Take("the");
        if (cursor.TakeIf(Calendar.DayOfMonth) is not { } day) return null;
        cursor.Take("of");
        return cursor.TakeIf(MonthNumber) is { } month ? Existing(cursor, month, day) : null;
    }

    private static Point? MonthAndDay(Cursor cursor) =>
        cursor.TakeIf(MonthNumber) is { } month && cursor.TakeIf(Calendar.DayOfMonth) is { } day ? Existing(cursor, month, day) : null;

    private static Point? Existing(Cursor cursor, int month, int day)
    {
        var point = new Point(cursor.TakeIf(Calendar.Year), month, day, CalendarUnit.Day);
        return point.Exists ? point : null;
    }

    private static Point? Month(Cursor cursor)
    {
        if (cursor.TakeIf(MonthNumber) is not { } month) return null;
        cursor.Take("of");
        return new Point(cursor.TakeIf(Calendar.Year), month, null, CalendarUnit.Month);
    }

    private static Point? Quarter(Cursor cursor)
    {
        cursor.Take("the");
        if ((cursor.TakeIf(Calendar.Quarter) ?? cursor.Try(Ordinal)) is not { } quarter) return null;
        cursor.Take("of");
        return OfQuarter(quarter, cursor.TakeIf(Calendar.Year));
    }

    /// <summary>"second quarter"</summary>
    private static int? Ordinal(Cursor cursor)
    {
        int? quarter = cursor.Word switch { "first" or "1st" => 1, "second" or "2nd" => 2, "third" or "3rd" => 3, "fourth" or "4th" => 4, _ => null };
        cursor.At++;
        return cursor.Take("quarter") ? quarter : null;
    }

    private static Point? Year(Cursor cursor) =>
        cursor.TakeIf(Calendar.Year) is not { } year ? null
        : cursor.TakeIf(Calendar.Quarter) is { } quarter ? OfQuarter(quarter, year)
        : new Point(year, null, null, CalendarUnit.Year);

    private static Point OfQuarter(int quarter, int? year) => new(year, (quarter * 3) - 2, null, CalendarUnit.Quarter);

    private static int? MonthNumber(string word) => Calendar.Months.TryGetValue(word, out var number) ? number : null;

    private static bool InRange(int year) => year is >= Calendar.FirstYear and <= Calendar.LastYear;
}
