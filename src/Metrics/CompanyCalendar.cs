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
    /// gap; where it happens twice, at its first pass. A day a country left out begins and ends with the next.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        var start = new DateTimeOffset(midnight, offset).ToUniversalTime();
        return Starts(day, start) ? start : SearchStartOf(day, start);
    }

    /// <summary>The first day of the week that contains <paramref name="day"/>.</summary>
    public DateOnly StartOfWeek(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek - (int)WeekStart + 7) % 7));

    private bool Starts(DateOnly day, DateTimeOffset instant) => DayOf(instant) >= day && DayOf(instant.AddTicks(-1)) < day;

    /// <summary>Halves the two days around a guess: right whatever a zone did, also where its rules cannot say that midnight was skipped.</summary>
    private DateTimeOffset SearchStartOf(DateOnly day, DateTimeOffset guess)
    {
        var (before, after) = (guess.AddDays(-2), guess.AddDays(2));
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            if (DayOf(middle) >= day) after = middle;
            else before = middle;
        }

        return after;
    }
}
