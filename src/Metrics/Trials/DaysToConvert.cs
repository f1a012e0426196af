namespace RevenueBot.Metrics.Trials;

/// <summary>How long those who paid took, beside the number who still may: while trials run, the figures lean towards the quick.</summary>
/// <param name="Median">Days; null where nobody paid. Of an even number the mean of the two in the middle.</param>
/// <param name="Mean">Days; null where nobody paid.</param>
/// <param name="Open">Customers whose trial still runs.</param>
public sealed record DaysToConvert(decimal? Median, decimal? Mean, int Converted, int Open)
{
    public static DaysToConvert Of(IReadOnlyCollection<TrialCohort> cohorts)
    {
        List<DaysCount> counts = [.. cohorts.SelectMany(cohort => cohort.Converted).OrderBy(count => count.Days)];
        var converted = counts.Sum(count => count.Customers);
        var open = cohorts.Sum(cohort => cohort.Open);
        if (converted == 0) return new(null, null, 0, open);
        var mean = counts.Sum(count => (decimal)count.Days * count.Customers) / converted;
        return new((At(counts, (converted - 1) / 2) + At(counts, converted / 2)) / 2m, mean, converted, open);
    }

    /// <summary>The days of the customer at a place, counted from the quickest.</summary>
    private static int At(List<DaysCount> counts, int place)
    {
        foreach (var count in counts)
        {
            if (place < count.Customers) return count.Days;
            place -= count.Customers;
        }

        throw new ArgumentOutOfRangeException(nameof(place));
    }
}
