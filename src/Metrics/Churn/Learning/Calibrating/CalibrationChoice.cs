using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Calibrating;

/// <summary>The calibration for rows to come, and the log-odds of checked rows as calibrations that did not see them would have shown them.</summary>
/// <param name="Rows">Positions in the table of the rows that <paramref name="Shown"/> speaks of.</param>
internal sealed record CalibrationChoice(Calibration Calibration, int[] Rows, double[] Shown)
{
    /// <summary>A curve must be better than something simpler by more than this share of the log loss.</summary>
    private const double WorthIt = 0.001;

    /// <param name="logits">By row of the table; only checked rows are looked at.</param>
    public static CalibrationChoice Of(double[] logits, bool[] outcomes, Split split)
    {
        var rows = split.Parts.Skip(split.IsByTime ? 1 : 0).SelectMany(part => part).ToArray();
        var known = RowOrder.Pick(outcomes, rows);
        var candidates = Enum.GetValues<CalibrationKind>().Select(kind => (Kind: kind, Shown: CrossFitted(kind, logits, outcomes, split))).ToList();
        var best = candidates[0];
        foreach (var candidate in candidates.Skip(1))
            if (Loss(candidate.Shown, known) < Loss(best.Shown, known) * (1 - WorthIt)) best = candidate;
        var all = split.Parts.SelectMany(part => part).ToArray();
        return new(CalibrationFit.Of(best.Kind, RowOrder.Pick(logits, all), RowOrder.Pick(outcomes, all)), rows, best.Shown);
    }

    /// <summary>Each part by a calibration that was fitted on the other parts, or by time on the earlier ones.</summary>
    private static double[] CrossFitted(CalibrationKind kind, double[] logits, bool[] outcomes, Split split)
    {
        List<double> shown = [];
        for (var part = split.IsByTime ? 1 : 0; part < split.Parts.Count; part++)
        {
            var fitted = split.Parts.Where((_, other) => split.IsByTime ? other < part : other != part).SelectMany(rows => rows).ToArray();
            var calibration = CalibrationFit.Of(kind, RowOrder.Pick(logits, fitted), RowOrder.Pick(outcomes, fitted));
            shown.AddRange(split.Parts[part].Select(row => calibration.Map(logits[row])));
        }

        return [.. shown];
    }

    private static double Loss(double[] logits, bool[] outcomes) => logits.Zip(outcomes, LogOdds.Loss).Average();
}
