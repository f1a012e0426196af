namespace RevenueBot.Metrics;

/// <summary>The middle of values in ascending order; of an even number the mean of the middle two, of none null.</summary>
public static class Median
{
    public static decimal? Of(IReadOnlyList<decimal> ascending) => ascending.Count == 0 ? null : (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;

    public static TimeSpan? Of(IReadOnlyList<TimeSpan> ascending) => ascending.Count == 0 ? null : (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
}
