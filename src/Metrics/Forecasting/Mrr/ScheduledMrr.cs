namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>A subscription with something known of the months ahead, micro-units of its currency.</summary>
/// <param name="Cancelled">MRR for which a cancel is scheduled.</param>
/// <param name="Trial">What its first trial would pay.</param>
/// <param name="CancelAt">When the cancel takes effect; null: not known.</param>
/// <param name="TrialEnd">Null: not known, it is expected in the first month.</param>
public sealed record ScheduledMrr(Currency Currency, long Cancelled, long Trial, DateTimeOffset? CancelAt, DateTimeOffset? TrialEnd);

/// <summary>First trials of the last year that have ended, by currency, micro-units.</summary>
/// <param name="Ended">What they would have paid.</param>
/// <param name="Converted">What became MRR of it on the day they ended.</param>
public sealed record EndedTrials(Currency Currency, long Ended, long Converted);

/// <summary>From what single subscriptions have scheduled to sums by month.</summary>
internal static class Schedule
{
    /// <param name="first">The first month ahead.</param>
    /// <param name="micros">An amount in the reporting currency; null: no rate, it is left out.</param>
    public static KnownAhead Of(
        IReadOnlyList<ScheduledMrr> subscriptions, IReadOnlyList<EndedTrials> ended, (Month First, int Horizon) span, CompanyCalendar calendar, Func<Currency, long, long?> micros)
    {
        var (cancels, trials, later) = (new long[span.Horizon], new long[span.Horizon], 0L);
        foreach (var subscription in subscriptions)
        {
            var cancelled = micros(subscription.Currency, Math.Max(subscription.Cancelled, 0)) ?? 0;
            if (Ahead(subscription.CancelAt) is { } month && month < span.Horizon) cancels[month] += cancelled;
            else later += cancelled;
            var trialMonth = Ahead(subscription.TrialEnd) ?? 0;
            if (trialMonth < span.Horizon) trials[trialMonth] += micros(subscription.Currency, Math.Max(subscription.Trial, 0)) ?? 0;
        }

        var of = ended.Sum(trial => micros(trial.Currency, trial.Ended) ?? 0);
        return new()
        {
            Cancels = cancels, CancelsLater = later, CancelCount = subscriptions.Count(subscription => subscription.Cancelled > 0),
            Trials = trials, TrialCount = subscriptions.Count(subscription => subscription.Trial > 0),
            Conversion = of > 0 ? (double)ended.Sum(trial => micros(trial.Currency, trial.Converted) ?? 0) / of : null,
        };

        // What is overdue comes at once.
        int? Ahead(DateTimeOffset? at) => at is { } instant && calendar.DayOf(instant) is var day
            ? Math.Max(((day.Year - span.First.Year) * 12) + day.Month - span.First.Number, 0) : null;
    }
}
