using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>When a customer may leave without losing what is paid.</summary>
internal static class Renewal
{
    public const string DaysName = "days_to_renewal", CycleName = "cycle_days";

    /// <summary>Days until the running billing period ends. Where a source does not say when, periods are counted on from what it said last.</summary>
    public static double DaysTo(LiveItem item, DateTimeOffset at)
    {
        var end = item.State.CurrentPeriodEnd ?? item.State.EffectiveAt;
        if (end > at) return (end - at).TotalDays;
        var cycle = (double)item.CycleDays;
        return cycle - ((at - end).TotalDays % cycle);
    }

    /// <summary>Whether a billing period ends in a span of days ahead; NaN where it is not known.</summary>
    public static double IsDue(double daysTo, double cycle, (int From, int To) span)
    {
        if (double.IsNaN(daysTo) || double.IsNaN(cycle)) return double.NaN;
        var passed = Math.Max(0, Math.Ceiling((span.From - daysTo) / cycle));
        return daysTo + (passed * cycle) < span.To ? 1 : 0;
    }
}
