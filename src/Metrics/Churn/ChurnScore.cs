using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Metrics.Churn;

/// <summary>How likely a paying customer is to leave.</summary>
/// <param name="P30">Probability within 30 days; <paramref name="P60"/> and <paramref name="P90"/> are never below the one before.</param>
/// <param name="Base">Log-odds within 30 days of a customer of whom nothing is known.</param>
/// <param name="Contributions">By <see cref="ChurnModel.Features"/>; with <paramref name="Base"/> they add up to the log-odds within 30 days.</param>
/// <param name="Inputs">What the features were; NaN where not known.</param>
public sealed record ChurnScore(double P30, double P60, double P90, double Base, double[] Contributions, double[] Inputs)
{
    public double Logit => Base + Contributions.Sum();

    /// <param name="hazard">Of a later window, given that the ones before were survived: what is left is survived one window after the other.</param>
    internal static ChurnScore Of(RowContributions first, Func<int, double> hazard, double[] inputs)
    {
        var p30 = first.Probability;
        var p60 = 1 - ((1 - p30) * (1 - hazard(1)));
        return new(p30, p60, 1 - ((1 - p60) * (1 - hazard(2))), first.Base, [.. first.Values], inputs);
    }
}
