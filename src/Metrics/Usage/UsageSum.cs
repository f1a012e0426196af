namespace RevenueBot.Metrics.Usage;

/// <summary>Usage of one metric (or of any) over a span of days.</summary>
/// <param name="Metric">Empty: any metric.</param>
/// <param name="UserDays">Active users of each day, added up.</param>
/// <param name="Quantity">In the unit of the metric; 0 for any metric.</param>
/// <param name="IdleDays">Days on which nobody was active.</param>
public sealed record UsageSum(Period Span, string Metric, long UserDays, decimal Quantity, int IdleDays)
{
    public int Days => Span.End.DayNumber - Span.Start.DayNumber;

    /// <summary>Mean of the daily active users, idle days as 0; null for a span without a day.</summary>
    public decimal? DailyUsers => Days == 0 ? null : (decimal)UserDays / Days;

    /// <summary>Quantity of an active user on an active day; null where nobody was active or units would mix.</summary>
    public decimal? PerUser => UserDays == 0 || Metric.Length == 0 ? null : Quantity / UserDays;

    /// <summary>Sums cells of any plans: whoever wants one plan hands over its cells only.</summary>
    public static UsageSum Of(IEnumerable<UsageCell> cells, string metric, Period span)
    {
        long userDays = 0;
        decimal quantity = 0;
        HashSet<DateOnly> active = [];
        foreach (var cell in cells.Where(cell => cell.Metric == metric && cell.Day >= span.Start && cell.Day < span.End))
        {
            userDays += cell.Users;
            quantity += cell.Quantity;
            if (cell.Users > 0) active.Add(cell.Day);
        }

        return new UsageSum(span, metric, userDays, quantity, span.End.DayNumber - span.Start.DayNumber - active.Count);
    }

    /// <summary>One sum a period and metric, oldest first, also where nothing was used: idle days are 0, not missing.</summary>
    public static IReadOnlyList<UsageSum> Series(IReadOnlyList<UsageCell> cells, IReadOnlyList<Period> periods)
    {
        var metrics = cells.Select(cell => cell.Metric).Append("").Distinct().Order(StringComparer.Ordinal).ToList();
        var byDay = cells.ToLookup(cell => (cell.Metric, cell.Day));
        return [.. periods.SelectMany(period => metrics.Select(metric => Of(DaysOf(period).SelectMany(day => byDay[(metric, day)]), metric, period)))];
    }

    private static IEnumerable<DateOnly> DaysOf(Period span)
    {
        for (var day = span.Start; day < span.End; day = day.AddDays(1)) yield return day;
    }
}
