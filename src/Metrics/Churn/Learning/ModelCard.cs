using RevenueBot.Metrics.Churn.Learning.Calibrating;
using RevenueBot.Metrics.Churn.Learning.Measuring;
using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>What came of learning.</summary>
public enum LearningVerdict
{
    /// <summary>The model ranks rows better than chance does, on rows it did not see.</summary>
    Usable,

    /// <summary>Its ranks cannot be told from chance (<see cref="Signal"/>), so the share of all rows is predicted for each.</summary>
    NoSignal,

    /// <summary>Too few rows of one outcome to learn from, so the share of all rows is predicted for each.</summary>
    TooFewOutcomes,
}

/// <summary>How rows were set aside to judge what was learnt.</summary>
/// <param name="ByTime">Each block of later time by what was learnt from the time before it; else folds of rows at random.</param>
/// <param name="Folds">How many times it was learnt and checked.</param>
/// <param name="FromTime">By time: the first one that <see cref="ModelCard.Scores"/> speaks of.</param>
public sealed record Validation(bool ByTime, int Folds, int? FromTime);

/// <summary>A way to learn that was tried, judged on rows that were not learnt from, before calibration.</summary>
public sealed record Candidate(string Name, double RocAuc, double LogLoss, double Brier)
{
    /// <param name="logits">By row; NaN where it was not checked.</param>
    internal static Candidate Of(string name, double[] logits, bool[] outcomes)
    {
        var rows = Enumerable.Range(0, logits.Length).Where(row => !double.IsNaN(logits[row])).ToArray();
        var (judged, known) = (RowOrder.Pick(logits, rows), RowOrder.Pick(outcomes, rows));
        var squared = judged.Zip(known, (logit, outcome) => Math.Pow(LogOdds.Probability(logit) - (outcome ? 1 : 0), 2)).Average();
        return new(name, Measuring.RocAuc.Of(judged, known).Value, judged.Zip(known, LogOdds.Loss).Average(), squared);
    }
}

/// <summary>What a model was made of and how far it can be trusted.</summary>
/// <param name="Rows">Rows learnt from, <paramref name="Happened"/> of them with the outcome.</param>
/// <param name="Method">What predicts, in words.</param>
/// <param name="Scores">On rows that neither model nor calibration saw; null where nothing was tried.</param>
public sealed record ModelCard(int Rows, int Happened, LearningVerdict Verdict, string Method, Scores? Scores)
{
    public double BaseRate => Happened / (double)Rows;

    public Validation? Validation { get; init; }

    public CalibrationKind Calibration { get; init; }

    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>Features by the mean size of what they add to the log-odds, the largest first.</summary>
    public IReadOnlyList<FeatureWeight> Weights { get; init; } = [];
}

/// <param name="MeanContribution">Mean size of what the feature adds to a row's log-odds, sign left out.</param>
public sealed record FeatureWeight(string Feature, double MeanContribution);
