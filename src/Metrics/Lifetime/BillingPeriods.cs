using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Lifetime;

/// <summary>Until when running subscriptions are paid.</summary>
public static class BillingPeriods
{
    /// <summary>
    /// The first day after the longest billing period that runs at the end of <paramref name="day"/>, over all active items with a
    /// price; null where none runs. What is past due has not been paid and prolongs nothing. A source that does not say when a period
    /// ends (or said so long ago) is counted on in whole intervals: from the end it last said, else from when the item became active
    /// at that interval.
    /// </summary>
    /// <param name="events">All events of one customer, in any order.</param>
    public static DateOnly? PaidThrough(IReadOnlyList<SubscriptionEvent> events, DateOnly day, CompanyCalendar calendar)
    {
        DateOnly? through = null;
        var known = events.Where(item => calendar.DayOf(item.EffectiveAt) <= day);
        foreach (var item in known.GroupBy(item => (item.SubscriptionId, item.ItemId)))
        {
            var ordered = item.InOrder().ToList();
            if (EndOf(ordered, day, calendar) is { } end && !(through >= end)) through = end;
        }

        return through;
    }

    /// <summary>When the period that runs at the end of a day is over; null where none runs.</summary>
    /// <param name="ordered">The states of one item until then, oldest first.</param>
    internal static DateOnly? EndOf(List<SubscriptionEvent> ordered, DateOnly day, CompanyCalendar calendar)
    {
        var last = ordered[^1];
        if (last is not { Status: SubscriptionStatus.Active, Kind: ItemKind.Recurring } || (last.AmountMinor ?? (last.UnitAmountMinor * last.Quantity)) <= 0) return null;
        DateOnly? said = last.CurrentPeriodEnd is { } end ? calendar.DayOf(end) : null;
        if (said > day) return said;
        return last.CancelAtPeriodEnd && said is not null ? null : Following(said ?? calendar.DayOf(Anchor(ordered)), last, day);
    }

    /// <summary>When the item last became active at the interval it has.</summary>
    private static DateTimeOffset Anchor(List<SubscriptionEvent> ordered)
    {
        var first = ordered.Count - 1;
        while (first > 0 && ordered[first - 1] is { Status: SubscriptionStatus.Active or SubscriptionStatus.PastDue } before
            && before.Interval == ordered[^1].Interval && before.IntervalCount == ordered[^1].IntervalCount) first--;
        return ordered[first].EffectiveAt;
    }

    /// <summary>Counted from the anchor each time: the 31st stays the 31st where there is one.</summary>
    private static DateOnly Following(DateOnly anchor, SubscriptionEvent item, DateOnly day)
    {
        var count = Math.Max(1, item.IntervalCount);
        var (days, months) = item.Interval switch
        {
            IntervalUnit.Day => (count, 0),
            IntervalUnit.Week => (7 * count, 0),
            IntervalUnit.Month => (0, count),
            IntervalUnit.Year => (0, 12 * count),
        };
        var periods = days > 0 ? (day.DayNumber - anchor.DayNumber) / days : (((day.Year - anchor.Year) * 12) + day.Month - anchor.Month) / months;
        for (; ; periods++)
            if (anchor.AddDays(days * periods).AddMonths(months * periods) is var end && end > day) return end;
    }
}
