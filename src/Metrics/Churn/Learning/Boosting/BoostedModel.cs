using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>A sum of trees.</summary>
/// <param name="Bins">By feature.</param>
/// <param name="Start">Log-odds before any tree.</param>
internal sealed record BoostedModel(IReadOnlyList<FeatureBins> Bins, double Start, IReadOnlyList<Tree> Trees)
{
    private readonly Lazy<TreeContributions[]> _contributions = new(() => [.. Trees.Select(tree => new TreeContributions(tree))]);

    /// <summary>Grows so many trees on all rows.</summary>
    public static BoostedModel Fit(BinnedTable table, BoostingPlan plan, int rounds)
    {
        var booster = new Booster(table, new([.. Enumerable.Range(0, table.Outcomes.Length)], []), plan);
        for (var round = 0; round < rounds; round++) booster.Step();
        return new(table.Bins, booster.Start, booster.Trees);
    }

    /// <summary>Mean log-odds over the training: of a row of which nothing is known.</summary>
    public double Base() => Start + Trees.Sum(tree => tree.Mean());

    public double Logit(ReadOnlySpan<double> row)
    {
        Span<byte> codes = stackalloc byte[row.Length];
        Write(row, codes);
        var logit = Start;
        foreach (var tree in Trees) logit += tree.Of(codes);
        return logit;
    }

    /// <param name="contributions">By feature: what it adds to <see cref="Base"/>.</param>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Span<byte> codes = stackalloc byte[row.Length];
        Write(row, codes);
        foreach (var tree in _contributions.Value) tree.Add(codes, contributions);
    }

    private void Write(ReadOnlySpan<double> row, Span<byte> codes)
    {
        for (var feature = 0; feature < row.Length; feature++) codes[feature] = Bins[feature].Code(row[feature]);
    }
}
