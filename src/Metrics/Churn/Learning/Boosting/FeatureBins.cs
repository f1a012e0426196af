namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>How values of one feature fall into at most 255 bins, and one more for what is missing: codes of a byte.</summary>
/// <param name="Cuts">Of numbers: upper bounds of all bins but the last, rising. Null: categories, a bin each.</param>
/// <param name="Count">Bins; the code of what is missing, or of a category that has no bin.</param>
internal sealed record FeatureBins(IReadOnlyList<double>? Cuts, int Count)
{
    /// <summary>Codes in use: the bins and the missing.</summary>
    public int Codes => Count + 1;

    public const int Most = 255;
    private const int Sample = 50_000;

    public static FeatureBins Of(LearningColumn column)
    {
        if (column.Feature.Categories is { } categories) return new(null, Math.Min(categories.Count, Most));
        var step = Math.Max(1, column.Values.Length / Sample);
        var sorted = column.Values.Where((value, row) => row % step == 0 && double.IsFinite(value)).Order().ToArray();
        var distinct = sorted.Distinct().ToArray();
        var cuts = distinct.Length <= Most ? distinct.Zip(distinct.Skip(1), Between) : Quantiles(sorted);
        double[] bounds = [.. cuts.Distinct()];
        return new(bounds, bounds.Length + 1);
    }

    public byte Code(double value)
    {
        if (Cuts is null) return (byte)(value >= 0 && value < Count ? value : Count);
        if (!double.IsFinite(value)) return (byte)Count;
        var (low, high) = (0, Cuts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Cuts[middle] < value) low = middle + 1;
            else high = middle;
        }

        return (byte)low;
    }

    private static IEnumerable<double> Quantiles(double[] sorted)
    {
        for (var bin = 1; bin < Most; bin++)
        {
            var at = (int)((long)sorted.Length * bin / Most);
            if (sorted[at - 1] < sorted[at]) yield return Between(sorted[at - 1], sorted[at]);
        }
    }

    /// <summary>At or above the lower one and below the upper one, also where no number lies between.</summary>
    private static double Between(double low, double high)
    {
        var middle = (low / 2) + (high / 2);
        return middle >= low && middle < high ? middle : low;
    }
}
