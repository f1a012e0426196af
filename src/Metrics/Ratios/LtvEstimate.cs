namespace RevenueBot.Metrics.Ratios;

/// <summary>What a paying customer is worth until it leaves, at today's price and the churn of the last months (DEFINITIONS §4).</summary>
/// <param name="Value">Micro-units; undefined without customers, without churn, or with too few churns to tell.</param>
/// <param name="Low">Lower end of the 80% range; null where <paramref name="Value"/> is undefined.</param>
/// <param name="High">Upper end; capped like the value.</param>
/// <param name="MeanChurn">Mean monthly logo churn as a fraction; null without a whole month.</param>
/// <param name="Months">The months it is the mean of.</param>
public sealed record LtvEstimate(Measured Value, long? Low, long? High, decimal? MeanChurn, IReadOnlyList<MonthChurn> Months)
{
    /// <summary>Whole months of churn that are looked at.</summary>
    public const int UsualMonths = 6;

    /// <summary>Nobody knows a subscription that is longer: a lifetime beyond is cut.</summary>
    public const int LongestMonths = 60;

    /// <summary>With fewer churns the rate says more about chance than about customers.</summary>
    public const int FewestChurns = 10;

    /// <summary>The level of the range: in eight of ten such companies the true value lies within.</summary>
    public const double Level = 0.8;

    public int Churns => Months.Sum(month => month.Left);

    /// <summary>Months a customer would stay at the mean churn, before the cap; null where no one left.</summary>
    public decimal? Lifetime => MeanChurn > 0 ? 1 / MeanChurn : null;

    public bool IsCapped => Lifetime > LongestMonths;

    /// <summary>The six months that were over at the end of a day, oldest first.</summary>
    /// <param name="dayIsOver">Whether the day itself is: the last day of a month then ends it.</param>
    public static IEnumerable<Month> MonthsBefore(DateOnly day, bool dayIsOver)
    {
        var running = Month.Of(day);
        var newest = dayIsOver && day == running.LastDay ? running : running.Previous;
        return Enumerable.Range(1 - UsualMonths, UsualMonths).Select(newest.Plus);
    }

    /// <summary>
    /// ARPA × gross margin ÷ mean monthly logo churn, the lifetime capped at 60 months. The range holds the chance in the number of
    /// churns alone (<see cref="ChurnInterval"/>), neither future prices nor a different mix of customers.
    /// </summary>
    /// <param name="arpa">Micro-units (<see cref="RevenueRatios.Arpa(PeriodMrr)"/>).</param>
    /// <param name="margin">Gross margin as a fraction, above 0 and at most 1.</param>
    /// <param name="months">The last whole months, at most six; months without customers at their start are left out.</param>
    public static LtvEstimate Of(Measured arpa, decimal margin, IReadOnlyList<MonthChurn> months)
    {
        List<MonthChurn> open = [.. months.Where(month => month.Opening > 0)];
        decimal? churn = open.Count == 0 ? null : open.Average(month => (decimal)month.Left / month.Opening);
        if (Missing(arpa, open) is { } why) return new(Measured.None(why), null, null, churn, open);
        var (low, high) = ChurnInterval.Of(open, Level);
        var worth = arpa.Value!.Value * margin;
        return new(Measured.Of(worth * Lasts(1 / churn!.Value)), Micros(worth * Lasts(MonthsAt(high))), Micros(worth * Lasts(MonthsAt(low))), churn, open);
    }

    private static Undefined? Missing(Measured arpa, List<MonthChurn> months) => (arpa.Why, months.Count, months.Sum(month => month.Left)) switch
    {
        ({ } why, _, _) => why,
        (_, 0, _) => Undefined.NoWholeMonth,
        (_, _, 0) => Undefined.NoChurn,
        (_, _, < FewestChurns) => Undefined.TooFewChurns,
        _ => null,
    };

    private static decimal Lasts(decimal months) => Math.Min(months, LongestMonths);

    /// <summary>Months at a churn rate, within what a decimal holds.</summary>
    private static decimal MonthsAt(double churn) => (decimal)Math.Min(1 / churn, LongestMonths);

    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));
}
