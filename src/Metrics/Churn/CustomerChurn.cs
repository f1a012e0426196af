namespace RevenueBot.Metrics.Churn;

/// <summary>The churn risk of one paying customer as it was scored.</summary>
/// <param name="AsOf">The moment it speaks of: days are counted from it on.</param>
/// <param name="ModelId">Of the model that told it.</param>
/// <param name="Mrr">Micro-units of the reporting currency at the moment.</param>
/// <param name="CancelScheduled">An end is set; the probability does not look at it.</param>
public sealed record CustomerChurn(string CustomerId, DateTimeOffset AsOf, long ModelId, ChurnScore Score, long Mrr, bool CancelScheduled)
{
    /// <summary>MRR times the probability within 30 days, micro-units: what is to be expected of many such customers.</summary>
    public long Expected => (long)Math.Round(Mrr * Score.P30, MidpointRounding.AwayFromZero);
}

/// <summary>A model as it is kept.</summary>
public sealed record StoredChurnModel(long Id, DateTimeOffset TrainedAt, ChurnModel Model);

/// <summary>All scores of a run in sum.</summary>
/// <param name="Customers">How many were scored.</param>
/// <param name="Mrr">Of all of them, micro-units.</param>
/// <param name="ExpectedChurns">Sum of the probabilities within 30 days, <paramref name="ExpectedMrr"/> the same weighted by MRR.</param>
public sealed record ChurnSummary(long ModelId, DateTimeOffset TrainedAt, ChurnCard Card, int Customers, long Mrr, double ExpectedChurns, long ExpectedMrr);
