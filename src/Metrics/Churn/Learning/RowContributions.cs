namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>
/// What each feature adds to a row's log-odds, twice: as learnt, and as shown after calibration. Both add up exactly. Calibration only stretches:
/// every contribution of a row is multiplied by the same positive factor, so signs and ranks stay.
/// </summary>
/// <param name="RawBase">Log-odds before calibration of a row of which nothing is known.</param>
/// <param name="Raw">By feature, before calibration.</param>
/// <param name="Base">Log-odds that are shown for a row of which nothing is known.</param>
/// <param name="Values">By feature: with <paramref name="Base"/> they add up to the log-odds of the probability that is shown.</param>
public sealed record RowContributions(double RawBase, IReadOnlyList<double> Raw, double Base, IReadOnlyList<double> Values)
{
    public double RawLogit => RawBase + Raw.Sum();

    public double Logit => Base + Values.Sum();

    public double Probability => LogOdds.Probability(Logit);
}
