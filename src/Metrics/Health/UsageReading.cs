namespace RevenueBot.Metrics.Health;

/// <summary>Counts the days and people of a customer's usage.</summary>
internal static class UsageReading
{
    private const int Week = 7, LongestWindow = 28, LongestPast = 84, LeastPast = 28;

    /// <summary>Null: nobody of the customer is known, or nothing is known of anybody's usage.</summary>
    /// <param name="paidSince">Days before it are neither asked for nor compared with.</param>
    public static UsageSignals? Of(IReadOnlyList<UsageTrace> usage, int registered, HealthMoment moment, int shift, DateOnly paidSince)
    {
        if (moment.UsageThrough is not { } through) return null;
        var paid = through.DayNumber - paidSince.DayNumber + 1;
        var window = Math.Min(paid, LongestWindow) / Week * Week;
        if (window < Week) return null;
        var people = usage.GroupBy(row => row.User).Select(person => person.Aggregate(UInt128.Zero, (days, row) => days | row.Days) >> shift).ToList();
        var seen = people.Count(days => days != 0);
        if (registered == 0 && seen == 0) return null;
        var all = people.Aggregate(UInt128.Zero, (days, person) => days | person);
        var past = Math.Min(paid - window, LongestPast);
        if (past < LeastPast) past = 0;
        return new UsageSignals(
            [.. Enumerable.Range(0, window / Week).Select(week => Count(all, week * Week, Week))], people.Count(days => Count(days, 0, window) > 0), Math.Max(registered, seen),
            people.Sum(days => Count(days, 0, window)), people.Sum(days => Count(days, window, past)), past);
    }

    /// <summary>Days of a span that are set: <paramref name="from"/> days back, and so many.</summary>
    public static int Count(UInt128 days, int from, int length) => (int)UInt128.PopCount((days >> from) & ((UInt128.One << length) - 1));
}
