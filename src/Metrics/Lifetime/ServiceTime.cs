namespace RevenueBot.Metrics.Lifetime;

/// <summary>The time for which a customer had paid service, from its ledger and not from its payments: who pays once a year is served for twelve months.</summary>
public static class ServiceTime
{
    /// <summary>
    /// The spans of days on which the customer's MRR was above 0, over all its subscriptions together: two at once are one span. A
    /// span that is still open lasts to the end of the billing period that is paid, at least to the end of <paramref name="day"/>.
    /// </summary>
    /// <param name="movements">Ledger rows of one customer by day; later ones than <paramref name="day"/> are not looked at.</param>
    /// <param name="paidThrough">First day after the billing period that runs on <paramref name="day"/>; null: not known, or nothing runs.</param>
    public static IReadOnlyList<Period> Spans(IReadOnlyList<Movement> movements, DateOnly day, DateOnly? paidThrough)
    {
        List<Period> spans = [];
        DateOnly? start = null;
        var customers = 0;
        foreach (var row in movements.TakeWhile(row => row.Day <= day).GroupBy(row => row.Day))
        {
            customers += row.Sum(movement => movement.Customers);
            if (customers > 0) start ??= row.Key;
            if (customers > 0 || start is not { } first) continue;
            spans.Add(new Period(first, row.Key));
            start = null;
        }

        if (start is { } open) spans.Add(new Period(open, paidThrough > day ? paidThrough.Value : day.AddDays(1)));
        return spans;
    }

    /// <summary>
    /// Length of a span in calendar months: whole ones counted from its first day, and of the last begun one the share of its days.
    /// 10 Jan to 10 May is 4, 10 Jan to 25 Jan is 15/31; a year is 12 whether it has 365 days or 366.
    /// </summary>
    public static decimal Months(Period span)
    {
        var whole = ((span.End.Year - span.Start.Year) * 12) + span.End.Month - span.Start.Month;
        if (span.Start.AddMonths(whole) > span.End) whole--;
        var (from, to) = (span.Start.AddMonths(whole), span.Start.AddMonths(whole + 1));
        return whole + ((decimal)(span.End.DayNumber - from.DayNumber) / (to.DayNumber - from.DayNumber));
    }
}
