using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>The state of one invented subscription. Days, not instants: nothing depends on the time of day.</summary>
/// <param name="Unit">Price of a seat for one billing period, in minor units.</param>
internal sealed record SubscriptionState(SamplePlan Plan, int Seats, long Unit, SubscriptionStatus Status)
{
    /// <summary>The day from which billing periods are counted.</summary>
    public required DateOnly Anchor { get; init; }

    public required DateOnly PeriodEnd { get; init; }

    /// <summary>The day since which the status has been what it is.</summary>
    public required DateOnly Since { get; init; }

    public DateOnly? TrialEnd { get; init; }

    /// <summary>The day on which a pause ends; null: it does not.</summary>
    public DateOnly? Resume { get; init; }

    public Discount? Discount { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public bool HasEnded => Status is SubscriptionStatus.Canceled;

    public SubscriptionState To(SubscriptionStatus status, DateOnly day) => this with { Status = status, Since = day };

    /// <summary>The same subscription in the billing period that contains a day.</summary>
    public SubscriptionState InPeriodOf(DateOnly day)
    {
        var periods = 1;
        while (Plan.PeriodEnd(Anchor, periods) <= day) periods++;
        return this with { PeriodEnd = Plan.PeriodEnd(Anchor, periods) };
    }

    /// <summary>Billing starts afresh on a day.</summary>
    public SubscriptionState Restarted(DateOnly day) => (this with { Anchor = day }).InPeriodOf(day);

    /// <summary>What one billing period that begins on a day costs without tax, in minor units; half a unit rounds up.</summary>
    public long NetOn(DateOnly day, SampleCalendar calendar)
    {
        var list = Unit * Seats;
        if (Discount is not { } discount || !Applies(discount, calendar.At(day, 1439))) return list;
        var off = (discount.AmountMinor ?? 0) + (list * (discount.Percent ?? 0) / 100);
        return (long)Math.Round(Math.Max(0, list - off), MidpointRounding.AwayFromZero);
    }

    private static bool Applies(Discount discount, DateTimeOffset moment) => discount.Duration switch
    {
        DiscountDuration.Once => true, // taken off again with the second invoice
        DiscountDuration.Repeating => moment < discount.Start!.Value.AddMonths(discount.Months!.Value),
        DiscountDuration.Forever => true,
    };
}
