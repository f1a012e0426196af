namespace RevenueBot.Metrics.Churn.Learning.Measuring;

/// <summary>Rows of like probability, and how often it happened among them.</summary>
/// <param name="Predicted">Mean probability.</param>
/// <param name="Observed">Share where it happened.</param>
public sealed record ReliabilityRow(int Rows, double Predicted, double Observed);

internal static class Reliability
{
    private const int Groups = 10;

    /// <summary>Ten groups of equal size by probability; equal probabilities stay together, so there may be fewer.</summary>
    public static IReadOnlyList<ReliabilityRow> Table(double[] probabilities, bool[] outcomes)
    {
        var (sorted, order) = ((double[])probabilities.Clone(), Enumerable.Range(0, probabilities.Length).ToArray());
        Array.Sort(sorted, order);
        List<ReliabilityRow> table = [];
        for (var from = 0; from < sorted.Length;)
        {
            var group = (int)((long)from * Groups / sorted.Length);
            var to = (int)((((long)(group + 1) * sorted.Length) + Groups - 1) / Groups);
            while (to < sorted.Length && sorted[to] == sorted[to - 1]) to++;
            table.Add(new(to - from, sorted[from..to].Average(), order[from..to].Count(row => outcomes[row]) / (double)(to - from)));
            from = to;
        }

        return table;
    }

    /// <summary>Expected calibration error: how far probability and share lie apart, on average over the rows of a table.</summary>
    public static double ExpectedError(IReadOnlyList<ReliabilityRow> table) =>
        table.Sum(row => row.Rows * Math.Abs(row.Predicted - row.Observed)) / table.Sum(row => row.Rows);
}
