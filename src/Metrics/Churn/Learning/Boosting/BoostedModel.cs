using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>A sum of trees.</summary>
/// <param name="Bins">By feature.</param>
/// <param name="Start">Log-odds before any tree.</param>
internal sealed record BoostedModel(IReadOnlyList<FeatureBins> Bins, double Start, IReadOnlyList<Tree> Trees)
{
    private readonly Lazy<LeafShares[]> _leaves = new(() => [.. Trees.SelectMany(TreeShares.Of)]);

    /// <summary>Grows so many trees on all rows.</summary>
    public static BoostedModel Fit(BinnedTable table, BoostingPlan plan, int rounds)
    {
        var booster = new Booster(table, new([.. Enumerable.Range(0, table.Outcomes.Length)], []), plan);
        for (var round = 0; round < rounds; round++) booster.Step();
        return new(table.Bins, booster.Start, booster.Trees);
    }

    /// <summary>Mean log-odds over the training: of a row of which nothing is known.</summary>
    public double Base() => Start + Trees.Sum(tree => tree.Mean());

    /// <param name="contributions">By feature: what it adds to <see cref="Base"/>.</param>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Span<byte> codes = stackalloc byte[row.Length];
        for (var feature = 0; feature < row.Length; feature++) codes[feature] = Bins[feature].Code(row[feature]);
        foreach (var leaf in _leaves.Value) leaf.Add(codes, contributions);
    }
}
