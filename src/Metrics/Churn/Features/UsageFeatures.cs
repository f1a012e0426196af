using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>Who uses the product, how regularly, and what of it. Days are counted back from the last one that has usage of anybody.</summary>
internal static class UsageFeatures
{
    private const int Week = 7, Month = 28, Past = 84;
    private const double LargestTrend = 3;

    public static IReadOnlyList<ChurnFeature> All { get; } =
    [
        new("idle_days", ChurnTheme.Usage, +1, inputs => Known(inputs, Idle)),
        new("used_days_7", ChurnTheme.Usage, inputs => Known(inputs, people => UsageReading.Count(Union(people), 0, Week))),
        new("used_days_28", ChurnTheme.Usage, inputs => Known(inputs, people => UsageReading.Count(Union(people), 0, Month))),
        new("person_days_28", ChurnTheme.Usage, inputs => Known(inputs, people => people.Sum(days => UsageReading.Count(days, 0, Month)))),
        new("usage_trend", ChurnTheme.Usage, inputs => HasPast(inputs) ? Known(inputs, Trend) : double.NaN),
        new("active_people_28", ChurnTheme.Usage, inputs => Known(inputs, Active)),
        new("active_share_28", ChurnTheme.Usage, inputs => Known(inputs, people => Math.Max(inputs.Trace.Facts.People.Now, people.Count) is > 0 and var all ? Active(people) / all : double.NaN)),
        new("features_used", ChurnTheme.Adoption, inputs => inputs.Health.Signals?.Adoption is { Features: > 0 } adopted ? 1 - (adopted.Unused.Count / (double)adopted.Features) : double.NaN),
        new("limit_used", ChurnTheme.Adoption, inputs => inputs.Health.Signals?.Adoption is { LimitMetric: not null } adopted ? (double)adopted.LimitShare : double.NaN),
    ];

    /// <summary>A number made from the days of each person who was ever seen; NaN where nobody's usage is known, of any customer.</summary>
    private static double Known(ChurnInputs inputs, Func<IReadOnlyList<UInt128>, double> count)
    {
        if (inputs.Moments.Now.UsageThrough is null) return double.NaN;
        var shift = inputs.Moments.ShiftOf(inputs.Moments.Now);
        return count([.. inputs.Trace.Facts.Usage.GroupBy(row => row.User).Select(person => person.Aggregate(UInt128.Zero, (days, row) => days | row.Days) >> shift).Where(days => days != 0)]);
    }

    /// <summary>Whole days without use. Who was not seen for longer than is looked at has all of them.</summary>
    private static double Idle(IReadOnlyList<UInt128> people) => Math.Min((double)UInt128.TrailingZeroCount(Union(people)), HealthMoments.UsageDays);

    private static double Active(IReadOnlyList<UInt128> people) => people.Count(days => UsageReading.Count(days, 0, Month) > 0);

    /// <summary>Active person-days of four weeks against the twelve before; who did nothing in both has none.</summary>
    private static double Trend(IReadOnlyList<UInt128> people)
    {
        var (now, before) = (people.Sum(days => UsageReading.Count(days, 0, Month)), people.Sum(days => UsageReading.Count(days, Month, Past)) * Month / (double)Past);
        return before > 0 ? Math.Min(LargestTrend, now / before) : now > 0 ? LargestTrend : double.NaN;
    }

    /// <summary>The first weeks are nothing to compare with.</summary>
    private static bool HasPast(ChurnInputs inputs) => inputs.Today.DayNumber - inputs.Terms.PaidSince!.Value.DayNumber >= 2 * Month;

    private static UInt128 Union(IReadOnlyList<UInt128> people) => people.Aggregate(UInt128.Zero, (all, days) => all | days);
}
