using RevenueBot.Alerts.Proof;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Proof;

/// <summary>What alerts were worth, in words.</summary>
internal static class ScorecardWords
{
    /// <summary>"42 alerts fired in 1–30 Sep: 18 of 42 that can be judged came true (43%), $1,912 MRR was kept."</summary>
    public static string Headline(Asked asked, List<RuleScore> scores, string span)
    {
        var (fired, notUseful) = (scores.Sum(score => score.Fired), scores.Sum(score => score.NotUseful));
        if (fired == 0) return $"No alert fired in {span}.";
        var (judged, right) = (scores.Sum(score => score.Judged), scores.Sum(score => score.LeftWithin60));
        var truth = judged == 0 ? "none of them can be judged yet" : $"{Format.Count(right)} of {Format.Count(judged)} that can be judged came true ({Format.Percent((decimal)right / judged)})";
        return $"{Format.Counted(fired, "alert")} fired in {span}: {truth}, {Format.Money(scores.Sum(score => score.SavedMrr), asked.Currency)} MRR was kept{(notUseful > 0 ? $", and {Format.Count(notUseful)} {(notUseful == 1 ? "answer said" : "answers said")} not useful" : "")}.";
    }

    /// <summary>"health caught the most: 4 of 6 churns, 21 days ahead (median)."</summary>
    public static IEnumerable<string> Best(Scorecard card, string span)
    {
        if (card.Scores.FirstOrDefault(row => row.Score.Churns > 0).Score is not { } any) yield break;
        var (rule, score) = card.Scores.MaxBy(row => row.Score.Caught);
        yield return score.Caught == 0
            ? $"No rule warned of any of the {Format.Counted(any.Churns, "churn")} in {span}."
            : $"{rule.Id} caught the most: {Format.Count(score.Caught)} of {Format.Counted(score.Churns, "churn")}, {Lead(score)} days ahead (median).";
    }

    public static AnswerTable Table(Asked asked, Scorecard card)
    {
        var money = MoneyFormat.For(asked.Currency, card.Scores.Select(row => row.Score.SavedMrr));
        return new(["Rule", "Fired", "Came true", "Caught", "Lead", $"Kept, {asked.Currency.Code}", "Not useful"],
            [.. card.Scores.Select(row => (IReadOnlyList<string>)
                [row.Rule.Id, Format.Count(row.Score.Fired), Share(row.Score.Precision), Share(row.Score.Recall), Lead(row.Score), money.Cell(row.Score.SavedMrr), Format.Count(row.Score.NotUseful)])],
            "Lead: median days. –: nothing to judge, or a rule that warns of no churn.");
    }

    private static string Share(decimal? share) => share is { } value ? Format.Percent(value) : Format.Undefined;

    private static string Lead(RuleScore score) => score.MedianLead?.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) ?? Format.Undefined;
}
