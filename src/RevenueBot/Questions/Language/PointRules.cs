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
        cursor.TakeAny("today", "now") ? Point.Of(today) : cursor.Take("yesterday") ? Point.Of(today.AddDays(-1)) : null;

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
        if (cursor.TakeIf(Calendar.Quarter) is not { } quarter) return null;
        cursor.Take("of");
        return OfQuarter(quarter, cursor.TakeIf(Calendar.Year));
    }

    private static Point? Year(Cursor cursor) =>
        cursor.TakeIf(Calendar.Year) is not { } year ? null
        : cursor.TakeIf(Calendar.Quarter) is { } quarter ? OfQuarter(quarter, year)
        : new Point(year, null, null, CalendarUnit.Year);

    private static Point OfQuarter(int quarter, int? year) => new(year, (quarter * 3) - 2, null, CalendarUnit.Quarter);

    private static int? MonthNumber(string word) => Calendar.Months.TryGetValue(word, out var number) ? number : null;

    private static bool InRange(int year) => year is >= Calendar.FirstYear and <= Calendar.LastYear;
}
