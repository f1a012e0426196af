namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>How trees are grown.</summary>
/// <param name="Leaves">At most, per tree.</param>
/// <param name="LeastRows">Fewest rows in a leaf.</param>
/// <param name="Shrinkage">Share of a tree's step that is taken.</param>
/// <param name="Penalty">L2 penalty of leaf values.</param>
/// <param name="RowShare">Share of the rows that each tree sees.</param>
internal sealed record BoostingPlan(int Leaves, int LeastRows, double Shrinkage, double Penalty, double RowShare)
{
    /// <summary>Questions on the way to a leaf; it bounds what exact contributions cost.</summary>
    public const int Depth = 5;

    public int MostRounds { get; init; } = 600;

    /// <summary>Ends after so many rounds that did not help the held-out rows.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>Plans to try: the more rows there are, the more a tree may say, and the fewer plans are worth their time.</summary>
    public static IReadOnlyList<BoostingPlan> For(int rows) => rows switch
    {
        < 20_000 => [new(2, 10, 0.1, 1, 0.7), new(4, 10, 0.1, 1, 0.7), new(8, 20, 0.05, 1, 1), new(8, 15, 0.05, 3, 0.7), new(16, 10, 0.05, 1, 1)],
        < 50_000 => [new(8, 20, 0.1, 1, 0.7), new(20, 30, 0.1, 1, 1)],
        _ => [new(16, 50, 0.1, 5, 0.5)],
    };
}
