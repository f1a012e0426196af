using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>The strength of the penalty that does best on rows that were not learnt from.</summary>
/// <param name="Logits">By row of the table, from models that did not see it; NaN where it was not checked.</param>
internal sealed record LogisticChoice(double Penalty, double[] Logits)
{
    public const string Name = "logistic regression";

    /// <summary>From a model that says little to one that says all it can: a weight of 1 costs as much as so many halves of a row's ln.</summary>
    private static readonly double[] _penalties = [1000, 300, 100, 30, 10, 3, 1, 0.3, 0.1];

    /// <summary>Enough to tell strengths apart; what is chosen is then fitted to all rows.</summary>
    private const int MostRows = 20_000;

    public static LogisticChoice Of(LearningTable table, Split split)
    {
        var losses = new double[split.Folds.Count][];
        var logits = new double[split.Folds.Count][][];
        Parallel.For(0, split.Folds.Count, i => (losses[i], logits[i]) = Path(table, split.Folds[i]));
        var best = Enumerable.Range(0, _penalties.Length).MinBy(strength => losses.Sum(fold => fold[strength]));
        var chosen = split.Folds.Select((fold, i) => fold.Learnt.Length <= MostRows ? logits[i][best] : Whole(table, fold, _penalties[best]));
        return new(_penalties[best], split.ByRow(table.Rows, [.. chosen]));
    }

    /// <summary>By strength: the loss on the checked rows together, and their log-odds.</summary>
    private static (double[] Losses, double[][] Logits) Path(LearningTable table, Fold fold)
    {
        var path = new LogisticPath(table, Thinned(fold.Learnt));
        var outcomes = RowOrder.Pick(table.Outcomes, fold.Checked);
        var seen = path.DesignOf(table, fold.Checked);
        var logits = _penalties.Select(penalty => seen.Times(path.Weights(penalty, precise: false))).ToArray();
        return ([.. logits.Select(found => found.Zip(outcomes, LogOdds.Loss).Sum())], logits);
    }

    private static double[] Whole(LearningTable table, Fold fold, double penalty)
    {
        var path = new LogisticPath(table, fold.Learnt);
        return path.DesignOf(table, fold.Checked).Times(path.Weights(penalty, precise: false));
    }

    private static int[] Thinned(int[] rows)
    {
        var step = ((rows.Length - 1) / MostRows) + 1;
        return [.. rows.Where((_, i) => i % step == 0)];
    }
}
