namespace RevenueBot.Metrics.Trials;

/// <summary>
/// Customers whose first trial began in the same month. The unit is the customer: a second trial, and a trial of somebody who
/// pays already, are of no cohort.
/// </summary>
/// <param name="FirstDay">First day of the month.</param>
/// <param name="Open">Those whose trial still runs.</param>
/// <param name="Converted">Those who paid, by the days it took, ascending.</param>
public sealed record TrialCohort(DateOnly FirstDay, int Started, int Open, IReadOnlyList<DaysCount> Converted)
{
    /// <summary>The spans conversion is told for: days after the start of the trial.</summary>
    public static IReadOnlyList<int> Spans { get; } = [14, 30, 60];

    /// <summary>Cohorts by month, oldest first; months without a trial have none.</summary>
    public static IReadOnlyList<TrialCohort> Of(IEnumerable<TrialSpan> spans) =>
        [.. spans.GroupBy(span => Month.Of(span.Start)).OrderBy(month => month.Key).Select(month => Of(month.Key, [.. month]))];

    /// <summary>How many paid within so many days of the start of their trial, both days counted as the company's local days.</summary>
    public int PaidWithin(int days) => Converted.Where(count => count.Days <= days).Sum(count => count.Customers);

    /// <summary>Share of the started that paid within so many days, as a fraction: final only where the cohort is mature.</summary>
    public decimal Share(int days) => (decimal)PaidWithin(days) / Started;

    /// <summary>The last day on which somebody of the cohort can still pay within so many days.</summary>
    public DateOnly MaturesOn(int days) => Month.Of(FirstDay).LastDay.AddDays(days);

    /// <summary>True where every trial of the month has had its days, so that the share cannot change any more.</summary>
    /// <param name="lastWholeDay">The last local day that is over.</param>
    public bool IsMature(int days, DateOnly lastWholeDay) => lastWholeDay >= MaturesOn(days);

    private static TrialCohort Of(Month month, IReadOnlyList<TrialSpan> spans) => new(
        month.FirstDay, spans.Sum(span => span.Customers), spans.Where(span => span.IsOpen && span.Paid is null).Sum(span => span.Customers),
        [.. spans.Where(span => span.Paid is not null).GroupBy(span => span.Paid!.Value.DayNumber - span.Start.DayNumber).OrderBy(days => days.Key)
            .Select(days => new DaysCount(days.Key, days.Sum(span => span.Customers)))]);
}
