namespace RevenueBot.Metrics;

/// <summary>Turns instants into the company's local days. A local day may have 23 or 25 hours.</summary>
/// <param name="Zone">IANA zone of the company.</param>
/// <param name="WeekStart">First day of a reporting week.</param>
public sealed record CompanyCalendar(TimeZoneInfo Zone, DayOfWeek WeekStart = DayOfWeek.Monday)
{
    public static CompanyCalendar Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The local day on which an instant falls.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTime(instant));

    /// <summary>The wall-clock time of an instant.</summary>
    public DateTime LocalTime(DateTimeOffset instant) => instant.UtcDateTime.Add(Zone.GetUtcOffset(instant.UtcDateTime));

    /// <summary>
    /// The first instant of a local day. Where midnight is skipped by a clock change the day begins at the end of the
    /// gap; where it happens twice, at its first pass.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The first day of the week that contains <paramref name="day"/>.</summary>
    public DateOnly StartOfWeek(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek - (int)WeekStart + 7) % 7));
}
