using System.Globalization;
using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Churn.Learning.Calibrating;
using RevenueBot.Metrics.Churn.Learning.Measuring;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli.Learning;

/// <summary>A model card for people at a terminal.</summary>
internal static class ModelCardText
{
    private const int MostFeatures = 10;

    /// <param name="label">What is predicted, in words.</param>
    public static IEnumerable<string> Lines(ModelCard card, string label)
    {
        yield return $"Learnt from {Format.Counted(card.Rows, "row")}, {Format.Count(card.Happened)} of them {label} ({Percent(card.BaseRate)}).";
        yield return Verdict(card);
        if (card.Scores is not { } scores) yield break;
        yield return Checked(card, scores);
        foreach (var line in Measures(scores)) yield return line;
        yield return "";
        foreach (var line in PlainTable.Lines(Tried(card))) yield return line;
        yield return "";
        foreach (var line in PlainTable.Lines(Reliability(scores))) yield return line;
        if (card.Weights.Count == 0) yield break;
        yield return "";
        foreach (var line in PlainTable.Lines(Weights(card))) yield return line;
    }

    private static string Verdict(ModelCard card) => card.Verdict switch
    {
        LearningVerdict.Usable => $"Method: {card.Method}{(card.Calibration == CalibrationKind.None ? "" : $", calibrated ({Word(card.Calibration)})")}.",
        LearningVerdict.NoSignal => $"No usable signal: on rows that were not learnt from the ranks cannot be told from chance. Every row gets the base rate, {Percent(card.BaseRate)}.",
        LearningVerdict.TooFewOutcomes => $"Too few outcomes to learn from: the rarer one stands in {Format.Counted(Math.Min(card.Happened, card.Rows - card.Happened), "row")}. Every row gets the base rate, {Percent(card.BaseRate)}.",
    };

    private static string Checked(ModelCard card, Scores scores) => card.Validation switch
    {
        { ByTime: true } time => $"Checked on {Format.Counted(scores.Rows, "row")} of later time, each by what was known before it.",
        { Folds: > 1 } folds => $"Checked on {Format.Counted(scores.Rows, "row")}, each by a model that had not learnt from it ({folds.Folds} folds).",
        _ => $"Checked on {Format.Counted(scores.Rows, "row")} that were set aside.",
    };

    private static IEnumerable<string> Measures(Scores scores) =>
    [
        "",
        Measure("ROC AUC", Three(scores.RocAuc.Value), $"99% interval {Three(scores.RocAuc.Low99)} to {Three(scores.RocAuc.High99)}"),
        Measure("PR AUC", Three(scores.PrAuc), $"{Three(scores.BaseRate)} by chance"),
        Measure("Brier score", Four(scores.Brier), $"{Four(scores.BrierOfBaseRate)} for the base rate"),
        Measure("Calibration error", Four(scores.CalibrationError), "mean distance of probability and share"),
        Measure("Lift of the top tenth", Two(scores.TopTenthLift), "times the base rate"),
    ];

    private static string Measure(string name, string value, string note) => $"{name,-22}{value,7}  {note}";

    private static AnswerTable Tried(ModelCard card) => new(["Tried", "ROC AUC", "Log loss", "Brier"],
        [.. card.Candidates.Select(one => (IReadOnlyList<string>)[one.Name, Three(one.RocAuc), Four(one.LogLoss), Four(one.Brier)])]);

    private static AnswerTable Reliability(Scores scores) => new(["Probability", "Happened", "Rows"],
        [.. scores.Reliability.Select(row => (IReadOnlyList<string>)[Percent(row.Predicted), Percent(row.Observed), Format.Count(row.Rows)])]);

    private static AnswerTable Weights(ModelCard card) => new(["Weighs most", "Mean log-odds"],
        [.. card.Weights.Take(MostFeatures).Select(weight => (IReadOnlyList<string>)[weight.Feature, Three(weight.MeanContribution)])]);

    private static string Word(CalibrationKind kind) => kind == CalibrationKind.Platt ? "Platt's line" : "isotonic curve";

    private static string Percent(double share) => Format.Percent((decimal)share);

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
