using System.Globalization;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Churn.Learning.Measuring;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Churn;

/// <summary>What came of training, for people at a terminal.</summary>
internal static class ChurnCardWords
{
    private const int MostFeatures = 10;

    /// <summary>What was learnt from, and how it was tried.</summary>
    public static IEnumerable<string> Sentences(StoredChurnModel stored)
    {
        var card = stored.Model.Card;
        yield return card.From is { } from
            ? $"{Format.Counted(card.CustomerMonths, "customer-month")} of {Format.Counted(card.Customers, "customer")}, {Month(from)} to {Month(card.To!.Value)}: {Format.Counted(card.Churns, "churn")} within 30 days ({Format.Percent((decimal)card.Churns / card.CustomerMonths)})."
            : "There is no month yet to learn from.";
        yield return card switch
        {
            { Basis: ChurnBasis.TooFewChurns } => $"Fewer than {ChurnCard.FewestChurns} churns are too few to learn from: a rule of thumb tells the risk, by health, failing payments and last use (docs/churn-model.md).",
            { Basis: ChurnBasis.NoSignal } => $"No usable signal: what was learnt could not tell customers apart in later months{Measured(card)}. A rule of thumb tells the risk, by health, failing payments and last use (docs/churn-model.md).",
            { TriedFrom: { } tried } => $"Learnt by {card.Windows[0].Method}. Tried on the months from {Month(tried)} on by what was known before them; then learnt anew from all months.",
            _ => $"Learnt by {card.Windows[0].Method}. The past is too short to try it on later months.",
        };
    }

    /// <summary>" (ROC AUC 0.660 ± 0.060 in 995 customer-months with 21 churns, not far enough above chance)"; nothing where nothing was tried.</summary>
    private static string Measured(ChurnCard card) => card.Windows is [{ Scores: { } scores }, ..]
        ? $" (ROC AUC {Decimals(scores.RocAuc.Value, 3)} ± {Decimals(scores.RocAuc.StandardError, 3)} in {Format.Counted(scores.Rows, "customer-month")} with {Format.Counted(scores.Happened, "churn")}, not far enough above chance)" : "";

    /// <summary>The trials on later months; null without any.</summary>
    public static AnswerTable? Trials(ChurnCard card) => card.Trials.Count == 0 ? null : new(
        ["On later months", "Rows", "Churns", "ROC AUC", "PR AUC", "Brier", "Calibration error", "Lift of top 10%"],
        [.. card.Trials.Select(trial => (IReadOnlyList<string>)[$"{trial.Of}, {trial.Days} days", .. Cells(trial.Scores)])]);

    /// <summary>What was promised and what came, within 30 days, in groups of equal size; null without a trial.</summary>
    public static AnswerTable? Calibration(ChurnCard card) => card.Trials is not [{ Of: "model", Days: 30 } trial, ..] ? null : new(
        ["Calibration, 30 days", "Rows", "Predicted", "Observed"],
        [.. trial.Scores.Reliability.Select((row, i) => (IReadOnlyList<string>)[$"group {Format.Count(i + 1)}", Format.Count(row.Rows), Format.Percent((decimal)row.Predicted), Format.Percent((decimal)row.Observed)])]);

    /// <summary>What weighs most; null where nothing was learnt.</summary>
    public static AnswerTable? Weights(ChurnCard card) => card.Windows is not [{ Weights.Count: > 0 } first, ..] ? null : new(
        ["Feature", "Mean part of the log-odds"], [.. first.Weights.Take(MostFeatures).Select(weight => (IReadOnlyList<string>)[weight.Feature, Decimals(weight.MeanContribution, 3)])]);

    private static IEnumerable<string> Cells(Scores scores) =>
    [
        Format.Count(scores.Rows), Format.Count(scores.Happened), $"{Decimals(scores.RocAuc.Value, 3)} ± {Decimals(scores.RocAuc.StandardError, 3)}", Decimals(scores.PrAuc, 3), Decimals(scores.Brier, 4),
        Decimals(scores.CalibrationError, 4), Decimals(scores.TopTenthLift, 1),
    ];

    private static string Decimals(double number, int digits) => number.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);
}
