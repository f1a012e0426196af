using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Files.Fields;

/// <summary>Instants, days and months, all ISO 8601.</summary>
internal static class TimeFields
{
    private const int Earliest = 1970;
    private const int Latest = 2199;

    // "T" or a blank between day and time: PostgreSQL's own exports write the blank, and a zone of hours only.
    private static readonly string[] _instants =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mmzzz",
    ];

    public static DateTimeOffset Instant(this Row row, string column) => row.Require(column) is { } text ? row.ParsedInstant(column, text) : default;

    public static DateTimeOffset? OptionalInstant(this Row row, string column) =>
        row.Find(column) is { } text ? row.ParsedInstant(column, text) : null;

    public static DateOnly Day(this Row row, string column)
    {
        if (row.Require(column) is not { } text) return default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsInRange(day.Year)) return day;
        row.Problem(column, "must be a day such as 2026-11-24.");
        return default;
    }

    public static Month Month(this Row row, string column)
    {
        var text = row.Require(column);
        if (Metrics.Month.TryParse(text, out var month) && IsInRange(month.Year)) return month;
        if (text is not null) row.Problem(column, "must be a month such as 2026-11.");
        return new Month(Earliest, 1); // the default of Month is before the first day there is
    }

    private static DateTimeOffset ParsedInstant(this Row row, string column, string text)
    {
        if (!HasZone(text)) row.Problem(column, "must be a time with its zone, such as 2026-11-24T09:30:00Z or 2026-11-24T09:30:00-05:00.");
        else if (!TryParse(text, out var instant)) row.Problem(column, "is not a time in ISO 8601, such as 2026-11-24T09:30:00Z.");
        else if (!IsInRange(instant.Year)) row.Problem(column, $"must lie in the years {Earliest} to {Latest}.");
        else return ToMicroseconds(instant);
        return default;
    }

    /// <summary>Z, +01:00, +0100 or +01 at the end, after a time of day.</summary>
    private static bool HasZone(string text)
    {
        if (text is [.., 'Z' or 'z']) return true;
        var sign = text.LastIndexOfAny(['+', '-']);
        return sign > 10 && text.Length - sign is 3 or 5 or 6;
    }

    private static bool TryParse(string text, out DateTimeOffset instant)
    {
        var normal = text is [.. var local, 'Z' or 'z'] ? local + "+00:00" : text[^3] is '+' or '-' ? text + ":00" : text;
        return DateTimeOffset.TryParseExact(normal, _instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    /// <summary>The database keeps microseconds; a finer time would not be equal to itself when it is read again.</summary>
    private static DateTimeOffset ToMicroseconds(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    private static bool IsInRange(int year) => year is >= Earliest and <= Latest;
}
