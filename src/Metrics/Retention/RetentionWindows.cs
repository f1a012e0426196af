namespace RevenueBot.Metrics.Retention;

/// <summary>Windows of 1, 3 and 12 months: those that questions ask for most.</summary>
public static class RetentionWindows
{
    public static IReadOnlyList<int> Months { get; } = [1, 3, 12];

    /// <summary>The whole months that end with a day; where the day is no month's last, its month is a part.</summary>
    public static Period Ending(DateOnly lastDay, int months) => new(Month.Of(lastDay).Plus(1 - months).FirstDay, lastDay.AddDays(1));

    /// <summary>As many months before. A part is compared with its same days (the 31st with a shorter month's end).</summary>
    public static Period Before(Period window, int months)
    {
        var isWhole = window.End == Month.Of(window.LastDay).Next.FirstDay;
        return new(window.Start.AddMonths(-months), isWhole ? window.End.AddMonths(-months) : window.LastDay.AddMonths(-months).AddDays(1));
    }

    /// <summary>The windows that end with each of the last whole months before a day, the latest month first.</summary>
    /// <param name="today">A day that is not over.</param>
    public static IEnumerable<Period> Closed(DateOnly today, int ends) =>
        from back in Enumerable.Range(1, ends)
        from months in Months
        select Ending(Month.Of(today).Plus(-back).LastDay, months);

    /// <summary>The windows that end with a day which is not over, and what they are compared with.</summary>
    public static IEnumerable<Period> Running(DateOnly today) =>
        from months in Months
        let running = Ending(today, months)
        from period in new[] { running, Before(running, months) }
        select period;
}
