using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>The plan and the number of trees that do best on rows that were not learnt from.</summary>
/// <param name="Logits">By row of the table, from trees that did not see it; NaN where it was not checked.</param>
internal sealed record BoostingChoice(BoostingPlan Plan, int Rounds, double Loss, double[] Logits)
{
    public const string Name = "gradient boosting";

    public static BoostingChoice Of(BinnedTable table, Split split, IReadOnlyList<BoostingPlan> plans, CancellationToken cancel) =>
        plans.Select(plan => Try(table, split, plan, cancel)).MinBy(choice => choice.Loss)!;

    /// <summary>All folds grow together, so that they are stopped by what they lose together.</summary>
    private static BoostingChoice Try(BinnedTable table, Split split, BoostingPlan plan, CancellationToken cancel)
    {
        var boosters = split.Folds.Select(fold => new Booster(table, fold, plan)).ToArray();
        var losses = new double[boosters.Length];
        var (rounds, loss, logits) = (0, double.PositiveInfinity, Array.Empty<double[]>());
        for (var round = 1; round <= plan.MostRounds && round - rounds <= plan.Patience; round++)
        {
            cancel.ThrowIfCancellationRequested();
            Parallel.For(0, boosters.Length, i =>
            {
                boosters[i].Step();
                losses[i] = boosters[i].CheckedLoss();
            });
            if (losses.Sum() is var now && now < loss) (rounds, loss, logits) = (round, now, [.. boosters.Select(booster => booster.Checked())]);
        }

        return new(plan, rounds, loss, split.ByRow(table.Outcomes.Length, logits));
    }
}
