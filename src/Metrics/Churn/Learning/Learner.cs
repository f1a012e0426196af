using RevenueBot.Metrics.Churn.Learning.Boosting;
using RevenueBot.Metrics.Churn.Learning.Calibrating;
using RevenueBot.Metrics.Churn.Learning.Measuring;
using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>Learns the probability of an outcome from a table. Deterministic: the same rows in any order give the same model, to the bit.</summary>
public static class Learner
{
    private const int RowsForWeights = 2_000;

    /// <summary>
    /// Logistic regression, boosted trees or a blend of both: chosen, calibrated and judged on rows that were not learnt from, and then fitted to all
    /// rows. Where held-out ranks cannot be told from chance, or outcomes are too few, the model gives every row the base rate and its card says so.
    /// </summary>
    /// <exception cref="LearningException">Nothing can be learnt (<see cref="LearningTable.Refusal"/>).</exception>
    /// <exception cref="ArgumentException">Columns differ in length or share a name.</exception>
    public static TrainedModel Train(LearningTable table, LearnerOptions? options = null, CancellationToken cancel = default)
    {
        table.CheckShape();
        if (table.Refusal() is { } refusal) throw new LearningException(refusal);
        var settings = options ?? new();
        var happened = table.Outcomes.Count(outcome => outcome);
        if (Math.Min(happened, table.Rows - happened) < settings.FewestOutcomes) return BaseRate(table, new(table.Rows, happened, LearningVerdict.TooFewOutcomes, "base rate", null));
        return Learn(RowOrder.Arrange(table), settings, cancel);
    }

    private static TrainedModel Learn(LearningTable table, LearnerOptions options, CancellationToken cancel)
    {
        var split = Split.Of(table, options.TimeGap);
        var binned = BinnedTable.Of(table);
        var boosting = BoostingChoice.Of(binned, split, options.Plans ?? BoostingPlan.For(table.Rows), cancel);
        var choice = BlendChoice.Of(table, split, boosting);
        var calibration = CalibrationChoice.Of(choice.Logits, table.Outcomes, split);
        var card = Card(table, split, calibration, choice) with { Candidates = choice.Candidates };
        if (card.Verdict != LearningVerdict.Usable) return BaseRate(table, card);
        var parts = new ModelParts(Features(table), card with { Method = choice.Method }, choice.Fit(table, binned), calibration.Calibration);
        return Weighted(table, parts);
    }

    private static ModelCard Card(LearningTable table, Split split, CalibrationChoice calibration, BlendChoice choice)
    {
        var scores = Scores.Of([.. calibration.Shown.Select(LogOdds.Probability)], RowOrder.Pick(table.Outcomes, calibration.Rows));
        var usable = Signal.IsFound(scores.RocAuc, choice, table.Outcomes, calibration.Rows);
        return new(table.Rows, table.Outcomes.Count(outcome => outcome), usable ? LearningVerdict.Usable : LearningVerdict.NoSignal, "base rate", scores)
        {
            Validation = new(split.IsByTime, split.Folds.Count, split.IsByTime ? table.Times![calibration.Rows[0]] : null),
            Calibration = calibration.Calibration.Kind,
        };
    }

    private static TrainedModel BaseRate(LearningTable table, ModelCard card) => new(new(Features(table), card, null, Calibration.None));

    private static TrainedModel Weighted(LearningTable table, ModelParts parts)
    {
        var model = new TrainedModel(parts);
        var step = Math.Max(1, table.Rows / RowsForWeights);
        var rows = Enumerable.Range(0, table.Rows).Where(row => row % step == 0).Select(row => model.Contributions(table.Row(row)).Values).ToList();
        var weights = parts.Features.Select((feature, i) => new FeatureWeight(feature.Name, rows.Average(values => Math.Abs(values[i]))));
        return new(parts with { Card = parts.Card with { Weights = [.. weights.OrderByDescending(weight => weight.MeanContribution)] } });
    }

    private static IReadOnlyList<Feature> Features(LearningTable table) => [.. table.Columns.Select(column => column.Feature)];
}
