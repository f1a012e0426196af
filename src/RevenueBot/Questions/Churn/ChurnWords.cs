using RevenueBot.Metrics.Churn;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Churn;

/// <summary>Churn risk in words.</summary>
internal static class ChurnWords
{
    public const int MostReasons = 3;

    // A run a week, and a day for it to be late.
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(8);

    /// <summary>"12.3%"; never 0 or 100, which no model can promise.</summary>
    public static string Percent(double probability) => probability > 0.999 ? "over 99.9%" : Format.Percent((decimal)probability);

    /// <summary>
    /// "Churn risk: 12.3% within 30 days, 20.1% within 60, 28.4% within 90 (scored on 23 Nov by the model of 23 Nov)." and why; nothing where
    /// there is no score.
    /// </summary>
    public static IEnumerable<string> Sentences(Asked asked, KnownChurn? known)
    {
        if (known is not { Churn: var churn, By: var by }) yield break;
        yield return $"Churn risk: {Percent(churn.Score.P30)} within 30 days, {Percent(churn.Score.P60)} within 60, {Percent(churn.Score.P90)} within 90 (scored {When(churn.AsOf, asked)} by {Model(by, asked)}).";
        var reasons = ChurnReasons.Of(churn.Score, MostReasons, asked.Currency);
        if (reasons.Count > 0) yield return Why(reasons);
        if (churn.CancelScheduled) yield return "A cancel is scheduled: the risk is told as if it were not, from what was seen before and since.";
    }

    public static IEnumerable<Figure> Figures(Asked asked, KnownChurn? known)
    {
        if (known is not { Churn: var churn, By: var by }) yield break;
        yield return new("churn_risk", "Churn in 30 days", Percent(churn.Score.P30), Model(by, asked), Number: Fraction(churn.Score.P30));
    }

    /// <summary>"the model of 23 Nov", "a rule of thumb, 14 churns so far"</summary>
    public static string Model(ChurnSummary by, Asked asked) => Basis(by.Card) ?? $"the model of {asked.Days.Day(asked.Calendar.DayOf(by.TrainedAt))}";

    /// <summary>"on 23 Nov"; where the weekly run is late, that it is.</summary>
    public static string When(DateTimeOffset asOf, Asked asked) => $"on {asked.Days.Day(asked.Calendar.DayOf(asOf))}{(asked.Now - asOf > MostAge ? ", not renewed since," : "")}";

    /// <summary>Null where a model tells.</summary>
    public static string? Basis(ChurnCard card) => card.Basis switch
    {
        ChurnBasis.TooFewChurns => $"a rule of thumb, {Format.Counted(card.Churns, "churn")} so far",
        ChurnBasis.NoSignal => $"a rule of thumb, no usable signal in {Format.Counted(card.Churns, "churn")}",
        ChurnBasis.Learnt => null,
    };

    /// <summary>As programs get it: six decimals.</summary>
    public static decimal Fraction(double probability) => Math.Round((decimal)probability, 6, MidpointRounding.AwayFromZero);

    /// <summary>"What raises it: no use for 21 days, 2 failed payments in 30 days; what lowers it: a customer for 2 years."</summary>
    private static string Why(IReadOnlyList<ChurnReason> reasons)
    {
        var raised = string.Join(", ", reasons.Where(reason => reason.Raises).Select(reason => reason.Text));
        var lowered = string.Join(", ", reasons.Where(reason => !reason.Raises).Select(reason => reason.Text));
        return (raised, lowered) switch
        {
            (var up, "") => $"What raises it: {up}.",
            ("", var down) => $"What lowers it: {down}.",
            var (up, down) => $"What raises it: {up}; what lowers it: {down}.",
        };
    }
}
