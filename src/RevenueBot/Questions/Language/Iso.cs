using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>Days and instants as canonical questions, JSON and CSV write them.</summary>
internal static class Iso
{
    private static readonly string[] LocalTimes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2026-04-01T16:00:00.25Z</c></summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A time of day without a zone: the company's wall clock.</summary>
    public static bool TryLocalTime(string text, out DateTime local) =>
        DateTime.TryParseExact(text, LocalTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    /// <summary>A time with a zone (<c>Z</c> or <c>+01:00</c>).</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return HasZone(text)
            && DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>A day, or a time with or without its zone.</summary>
    public static bool IsMoment(string text) => TryDay(text, out _) || TryLocalTime(text, out _) || TryInstant(text, out _);

    /// <summary>The instant of a moment: a day means its end, a time without a zone is the company's. Null for other texts.</summary>
    public static DateTimeOffset? Moment(string text, CompanyCalendar calendar)
    {
        if (TryInstant(text, out var instant)) return instant.ToUniversalTime();
        if (TryDay(text, out var day) && day < DateOnly.MaxValue) return calendar.StartOf(day.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond);
        return TryLocalTime(text, out var local) ? calendar.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay : null;
    }

    private static bool HasZone(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');
}
