using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Sample;

/// <summary>The 26 whole months before the month of <paramref name="asOf"/>, and that month up to that day.</summary>
/// <param name="zone">Where its days are; UTC where none is given.</param>
internal sealed class SampleCalendar(DateOnly asOf, TimeZoneInfo? zone = null)
{
    public const int WholeMonths = 26;
    private const int PriceRiseMonth = 14;

    // Customers who sign up, by month: a strong launch, two campaigns, two weak summers.
    private static readonly int[] _signUps =
        [36, 18, 15, 16, 14, 17, 20, 18, 13, 11, 17, 21, 28, 25, 20, 18, 21, 22, 20, 16, 14, 22, 25, 31, 27, 25, 27];

    private readonly CompanyCalendar _company = new(zone ?? TimeZoneInfo.Utc);

    public DateOnly AsOf => asOf;

    public DateOnly Start { get; } = Month.Of(asOf).Plus(-WholeMonths).FirstDay;

    /// <summary>From this day the Team plan costs more; who has it already pays the new price from the next renewal on.</summary>
    public DateOnly PriceRise => FirstOf(PriceRiseMonth);

    public IEnumerable<Month> Months => Enumerable.Range(0, WholeMonths + 1).Select(i => Month.Of(Start).Plus(i));

    public DateOnly FirstOf(int month) => Month.Of(Start).Plus(month).FirstDay;

    /// <summary>The days of all sign-ups up to the last day, in order.</summary>
    public IReadOnlyList<DateOnly> SignUps()
    {
        var dice = Dice.For("sign-ups", 0);
        var days = _signUps.SelectMany((count, month) => Enumerable.Range(0, count).Select(_ => FirstOf(month).AddDays(dice.Between(0, 27))));
        return [.. days.Order().Where(day => day <= asOf)];
    }

    /// <summary>How much likelier than usual customers are to leave: after the price rise, and around an outage.</summary>
    public double CancelMood(DateOnly day) => MonthOf(day) switch
    {
        PriceRiseMonth or PriceRiseMonth + 1 => 2.1,
        9 or 20 => 1.9,
        > 21 => 0.8,
        _ => 1.0,
    };

    /// <summary>
    /// A moment of a day. Those of the last day lie within its first minutes, so that nothing of the sample is in the
    /// future of a reader who looks at it that day.
    /// </summary>
    /// <param name="minute">0 to 1439.</param>
    public DateTimeOffset At(DateOnly day, int minute)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddSeconds(day == asOf ? minute / 4 : minute * 60);
        return new DateTimeOffset(local, _company.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public DateOnly DayOf(DateTimeOffset instant) => _company.DayOf(instant);

    private int MonthOf(DateOnly day) => ((day.Year - Start.Year) * 12) + day.Month - Start.Month;
}
