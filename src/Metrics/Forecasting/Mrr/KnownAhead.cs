namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>What is known of the months ahead at the moment of a forecast, micro-units of the reporting currency, all at least 0.</summary>
public sealed record KnownAhead
{
    public static KnownAhead Nothing { get; } = new();

    /// <summary>MRR that is cancelled for a day of each month ahead, the first month first; months left out have none.</summary>
    public IReadOnlyList<long> Cancels { get; init; } = [];

    /// <summary>MRR that is cancelled for a later day, or for one that is not known.</summary>
    public long CancelsLater { get; init; }

    /// <summary>Subscriptions with a cancel scheduled.</summary>
    public int CancelCount { get; init; }

    /// <summary>What the trials that end in each month ahead would pay.</summary>
    public IReadOnlyList<long> Trials { get; init; } = [];

    /// <summary>Trials running.</summary>
    public int TrialCount { get; init; }

    /// <summary>Share of trial MRR that has become MRR; null where no trial has ended yet.</summary>
    public double? Conversion { get; init; }

    /// <summary>Sums what single subscriptions have scheduled by month, in the reporting currency at the rates of a day.</summary>
    /// <param name="span">The first month ahead, and how many.</param>
    public static KnownAhead Of(
        IReadOnlyList<ScheduledMrr> subscriptions, IReadOnlyList<EndedTrials> ended, (Month First, int Horizon) span, CompanyCalendar calendar, (FxRates Rates, DateOnly Day) at) =>
        Schedule.Of(subscriptions, ended, span, calendar, (currency, amount) =>
            at.Rates.Find(currency, at.Day) is { } rate ? decimal.ToInt64(Math.Round(amount * rate, MidpointRounding.AwayFromZero)) : null);
}
