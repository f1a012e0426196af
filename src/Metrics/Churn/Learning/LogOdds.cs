namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>Probabilities and their log-odds, ln(p / (1 − p)).</summary>
internal static class LogOdds
{
    /// <summary>Log-odds beyond this are as good as certain; it keeps their sums and logarithms finite.</summary>
    public const double Most = 30;

    public static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>Of a share that may be 0 or 1: half a case is added to both sides.</summary>
    public static double Of(double happened, double all) => Math.Log((happened + 0.5) / (all - happened + 0.5));

    /// <summary>−ln of the probability that was given to what happened.</summary>
    public static double Loss(double logit, bool outcome)
    {
        var against = outcome ? -logit : logit;
        return against > 0 ? against + Math.Log(1 + Math.Exp(-against)) : Math.Log(1 + Math.Exp(against));
    }
}
