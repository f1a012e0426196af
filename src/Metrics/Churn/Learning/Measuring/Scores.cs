namespace RevenueBot.Metrics.Churn.Learning.Measuring;

/// <summary>How good probabilities were on rows that were not learnt from.</summary>
/// <param name="Rows">How many rows, and <paramref name="Happened"/> of them with the outcome.</param>
/// <param name="PrAuc">Area under precision over recall; chance reaches the base rate.</param>
/// <param name="Brier">Mean squared error of the probability; less is better.</param>
/// <param name="BrierOfBaseRate">The same had each row been given the share of all.</param>
/// <param name="LogLoss">Mean −ln of the probability given to what happened; less is better.</param>
/// <param name="CalibrationError">Expected calibration error over ten groups of equal size.</param>
/// <param name="TopTenthLift">How many times the base rate it happened among the tenth with the highest probabilities.</param>
public sealed record Scores(
    int Rows, int Happened, RocAuc RocAuc, double PrAuc, double Brier, double BrierOfBaseRate, double LogLoss, double CalibrationError, double TopTenthLift,
    IReadOnlyList<ReliabilityRow> Reliability)
{
    public double BaseRate => Happened / (double)Rows;

    /// <param name="probabilities">By row, inside 0 and 1; both outcomes occur.</param>
    public static Scores Of(double[] probabilities, bool[] outcomes)
    {
        var table = Measuring.Reliability.Table(probabilities, outcomes);
        var rate = outcomes.Count(outcome => outcome) / (double)outcomes.Length;
        return new(
            outcomes.Length, outcomes.Count(outcome => outcome), RocAuc.Of(probabilities, outcomes), Ranking.AveragePrecision(probabilities, outcomes),
            probabilities.Zip(outcomes, (p, outcome) => Math.Pow(p - (outcome ? 1 : 0), 2)).Average(), rate * (1 - rate),
            probabilities.Zip(outcomes, (p, outcome) => -Math.Log(outcome ? p : 1 - p)).Average(),
            Measuring.Reliability.ExpectedError(table), Ranking.LiftOfTopTenth(probabilities, outcomes), table);
    }
}
