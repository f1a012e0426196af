using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Expansion;

/// <summary>The billing cycles of an item.</summary>
public static class BillingCycle
{
    /// <summary>Longer ones are taken as one cycle without an end.</summary>
    private const decimal LongestDays = 36_525;

    /// <summary>
    /// First instant of the cycle that runs at an instant. Cycles are counted from the end of a period that the source said, else from the end
    /// of the trial, else from the item's start; months end on the day of the anchor, or on their last day where they have no such day.
    /// </summary>
    public static DateTimeOffset StartOf(LiveItem item, DateTimeOffset at)
    {
        if (item.CycleDays > LongestDays) return item.StartedAt;
        var anchor = (item.State.CurrentPeriodEnd ?? item.State.TrialEnd ?? item.StartedAt).ToUniversalTime();
        var cycles = decimal.ToInt32(Math.Floor((decimal)(at - anchor).Ticks / TimeSpan.TicksPerDay / item.CycleDays));
        while (After(cycles + 1) <= at) cycles++;
        while (After(cycles) > at) cycles--;
        return After(cycles);

        DateTimeOffset After(int count) => ItemMrr.AddInterval(anchor, item.State.Interval, count * item.State.IntervalCount);
    }
}
