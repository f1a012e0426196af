using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>Models of the same rows for one strength of the penalty after another, each from where the last one ended.</summary>
internal sealed class LogisticPath
{
    private const double Rough = 1e-4;
    private const double Precise = 1e-9;

    private readonly LogisticCoding _coding;
    private readonly LogisticFit _fit;
    private double[] _last;

    public LogisticPath(LearningTable table, int[] rows)
    {
        _coding = LogisticCoding.Of(table, rows);
        var outcomes = RowOrder.Pick(table.Outcomes, rows);
        var design = Design.Of(table, rows, _coding);
        _fit = new(design, outcomes, Signs(table, _coding));
        _last = new double[design.Width];
        _last[0] = LogOdds.Of(outcomes.Count(outcome => outcome), outcomes.Length);
    }

    public LogisticModel Model(double[] weights) => new(_coding, weights[0], weights[1..]);

    /// <summary>Intercept and weights.</summary>
    public double[] Weights(double penalty, bool precise) => _last = _fit.Run(penalty, _last, precise ? Precise : Rough);

    /// <summary>Other rows in the coding of these.</summary>
    public Design DesignOf(LearningTable table, int[] rows) => Design.Of(table, rows, _coding);

    /// <summary>By slot, the intercept first: the sign that its weight must have, 0 where it may have either.</summary>
    private static int[] Signs(LearningTable table, LogisticCoding coding)
    {
        List<int> signs = [0];
        foreach (var feature in coding.Features)
            for (var slot = 0; slot < feature.Count; slot++) signs.Add(slot == 0 && feature.Scale is not null ? table.Columns[feature.Column].Feature.Monotone : 0);
        return [.. signs];
    }
}
