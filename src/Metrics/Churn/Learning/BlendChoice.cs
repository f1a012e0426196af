using RevenueBot.Metrics.Churn.Learning.Boosting;
using RevenueBot.Metrics.Churn.Learning.Logistic;
using RevenueBot.Metrics.Churn.Learning.Measuring;
using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>The linear model, trees, or a blend: what does best on rows that were not learnt from. Trees must be worth their trouble.</summary>
/// <param name="Logits">By row of the table, NaN where it was not checked.</param>
internal sealed record BlendChoice(LogisticChoice Logistic, BoostingChoice Boosting, double Share, double[] Logits, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Trees must take this share off the log loss of the linear model.</summary>
    private const double WorthIt = 0.001;

    private static readonly double[] _shares = [0, 0.25, 0.5, 0.75, 1];

    public string Method => Share switch
    {
        0 => LogisticChoice.Name,
        1 => BoostingChoice.Name,
        _ => $"blend of {100 - (100 * Share):0}% {LogisticChoice.Name} and {100 * Share:0}% {BoostingChoice.Name}",
    };

    public static BlendChoice Of(LearningTable table, Split split, BoostingChoice boosting)
    {
        var logistic = LogisticChoice.Of(table, split);
        var tried = _shares.Select(share => (Share: share, Logits: Mixed(logistic.Logits, boosting.Logits, share))).ToList();
        var judged = tried.Select(one => Candidate.Of($"{one.Share:0.##}", one.Logits, table.Outcomes)).ToList();
        var best = Enumerable.Range(1, tried.Count - 1).MinBy(i => judged[i].LogLoss);
        if (judged[best].LogLoss >= judged[0].LogLoss * (1 - WorthIt)) best = 0;
        var choice = new BlendChoice(logistic, boosting, tried[best].Share, tried[best].Logits, [judged[0] with { Name = LogisticChoice.Name }, judged[^1] with { Name = BoostingChoice.Name }]);
        return choice.Share is 0 or 1 ? choice : choice with { Candidates = [.. choice.Candidates, judged[best] with { Name = "blend of both" }] };
    }

    /// <summary>What was chosen, learnt from all rows.</summary>
    public Blend Fit(LearningTable table, BinnedTable binned) => new(
        Share < 1 ? LogisticModel.Fit(table, [.. Enumerable.Range(0, table.Rows)], Logistic.Penalty) : null,
        Share > 0 ? BoostedModel.Fit(binned, Boosting.Plan, Boosting.Rounds) : null,
        Share);

    private static double[] Mixed(double[] linear, double[] trees, double share) => [.. linear.Zip(trees, (l, t) => ((1 - share) * l) + (share * t))];
}
