namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>A table as trees see it.</summary>
/// <param name="Codes">By column and row.</param>
internal sealed record BinnedTable(IReadOnlyList<FeatureBins> Bins, byte[][] Codes, IReadOnlyList<Feature> Features, bool[] Outcomes)
{
    public static BinnedTable Of(LearningTable table)
    {
        var (bins, codes) = (new FeatureBins[table.Columns.Count], new byte[table.Columns.Count][]);
        Parallel.For(0, bins.Length, i =>
        {
            bins[i] = FeatureBins.Of(table.Columns[i]);
            codes[i] = Array.ConvertAll(table.Columns[i].Values, bins[i].Code);
        });
        return new(bins, codes, [.. table.Columns.Select(column => column.Feature)], table.Outcomes);
    }
}
