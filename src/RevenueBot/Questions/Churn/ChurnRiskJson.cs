using RevenueBot.Metrics;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Churn;

/// <summary>Why a risk is as it is.</summary>
/// <param name="Direction">up raises the risk, down lowers it.</param>
/// <param name="Contribution">To the log-odds within 30 days.</param>
internal sealed record ChurnReasonJson(string Text, string Direction, string Feature, decimal Contribution);

/// <summary>How likely a customer is to leave, as the last run left it.</summary>
/// <param name="Value">Probability within 30 days as a fraction; null with its reason.</param>
/// <param name="Expected">MRR times the probability.</param>
/// <param name="Basis">model, or rule_of_thumb where there was too little to learn from.</param>
/// <param name="CancelScheduled">An end is set; the probability does not look at it.</param>
internal sealed record ChurnRiskJson(
    decimal? Value, decimal? Within60Days, decimal? Within90Days, MoneyJson? Expected, IReadOnlyList<ChurnReasonJson> Reasons, bool? CancelScheduled, string? Basis, long? Model, DateTimeOffset? TrainedAt,
    DateTimeOffset? AsOf, string? Reason)
{
    /// <param name="known">Null: not scored.</param>
    public static ChurnRiskJson Of(KnownChurn? known, CustomerStatus status, Currency currency)
    {
        if (known is not { Churn: var churn, By: var by }) return new(null, null, null, null, [], null, null, null, null, null, status == CustomerStatus.Paying ? "not computed yet" : "only who pays is scored");
        var score = churn.Score;
        return new(
            ChurnWords.Fraction(score.P30), ChurnWords.Fraction(score.P60), ChurnWords.Fraction(score.P90), MoneyJson.Of(churn.Expected, currency), Why(score, currency), churn.CancelScheduled,
            by.Card.Basis == ChurnBasis.Learnt ? "model" : "rule_of_thumb", by.ModelId, by.TrainedAt, churn.AsOf, ChurnWords.Basis(by.Card));
    }

    public static IReadOnlyList<ChurnReasonJson> Why(ChurnScore score, Currency currency) =>
        [.. ChurnReasons.Of(score, ChurnWords.MostReasons, currency).Select(reason => new ChurnReasonJson(reason.Text, reason.Raises ? "up" : "down", reason.Feature, Math.Round((decimal)reason.Contribution, 6, MidpointRounding.AwayFromZero)))];
}
