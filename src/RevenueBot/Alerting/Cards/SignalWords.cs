using System.Globalization;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Cards;

/// <summary>What a rule found, in sentences: the first is the finding, money first.</summary>
internal static class SignalWords
{
    private const int MonthsPerYear = 12, ChanceDays = 90;

    public static string Finding(OpenAlert alert, CardContext context)
    {
        var value = Value(alert);
        return alert.Rule.Signal switch
        {
            Signal.UnusedTrialDays => $"The trial ends {(value < 1 ? "within a day" : $"in {Format.Counted((long)value, "day")}")}, and nobody has used anything.",
            Signal.LimitShare => $"{Format.Percent(value)} of the limit is used in this billing cycle.",
            Signal.MrrChange => $"MRR {(value < 0 ? "fell" : "changed")} by {Format.Percent(Math.Abs(value))} within 7 days.",
            Signal.TargetOutlook => $"At this pace MRR ends the month at {Format.Percent(value)} of the target.",
            Signal.SilentHours => $"Nothing has arrived from {alert.Facts.Name} for {Format.Counted((long)value, "hour")}.",
            _ => AtStake(alert, context),
        };
    }

    public static IEnumerable<string> Details(OpenAlert alert, CardContext context)
    {
        var value = Value(alert);
        return alert.Rule.Signal switch
        {
            Signal.Health or Signal.ChurnChance => [.. Health(alert, context), .. Chance(alert, context)],
            Signal.FailedPayments => [value == 1 ? "A payment failed and has not been made up for." : $"{Format.Count((long)value)} tries to collect failed since the last payment."],
            Signal.CancelledShare => [value >= 1 ? "A cancel of all of it is scheduled." : $"A scheduled cancel ends {Format.Percent(value)} of it."],
            Signal.ContractionShare => [$"It gave up {Format.Percent(value)} of its MRR within 7 days by a smaller plan, price or quantity."],
            Signal.NpsScore => [$"Its lowest latest answer to the survey is {value:0} of 10."],
            Signal.LimitShare when context.Opportunities.GetValueOrDefault(alert.Status.Subject) is { } found => Limit(found, context),
            Signal.LimitShare or Signal.UnusedTrialDays => alert.Facts.Mrr is > 0 ? [$"It pays {context.Money(alert.Facts.Mrr.Value)} MRR."] : [],
            Signal.SilentHours => ["Figures are as of that time. Other alerts wait; none is lost."],
            _ => [],
        };
    }

    /// <summary>"health 24", for tables: a value beside its threshold.</summary>
    public static string Cell(OpenAlert alert) => alert.Status.LastValue is { } value ? SignalText.Value(alert.Rule.Signal, value, alert.Rule.FireAt) : Format.Undefined;

    private static decimal Value(OpenAlert alert) => alert.Status.LastValue ?? alert.Status.FiredValue ?? 0;

    /// <summary>"$698 MRR at stake ($8,376 a year)."</summary>
    private static string AtStake(OpenAlert alert, CardContext context)
    {
        var mrr = alert.Status.IsOpen ? alert.Facts.Mrr : alert.Status.Mrr;
        return mrr is > 0 ? $"{context.Money(mrr.Value)} MRR at stake ({context.Money(mrr.Value * MonthsPerYear)} a year)." : "No MRR is at stake now.";
    }

    /// <summary>"Chance to leave by 8 Feb 2027: 41%."</summary>
    private static IEnumerable<string> Chance(OpenAlert alert, CardContext context)
    {
        if (context.Churn.GetValueOrDefault(alert.Status.Subject) is not { } churn) yield break;
        var share = SignalText.Value(Signal.ChurnChance, (decimal)churn.Score.P90, alert.Rule.Signal == Signal.ChurnChance ? alert.Rule.FireAt : 0);
        yield return $"Chance to leave by {context.Day(churn.AsOf.AddDays(ChanceDays))}: {share}{(context.IsRuleOfThumb ? ", by rule of thumb: too few churns yet to learn from" : "")}.";
    }

    /// <summary>"9,240 of 10,000 exports used." "Team to Business could add $250 MRR."</summary>
    private static IEnumerable<string> Limit(Opportunity found, CardContext context)
    {
        if (found.Parts.FirstOrDefault(part => part.Reason == ExpansionReason.Limit) is not { } part) yield break;
        yield return $"{part.Amount.ToString("#,0.##", CultureInfo.InvariantCulture)} of {part.Of.ToString("#,0.##", CultureInfo.InvariantCulture)} {part.Metric} used.";
        if (part is { To: { } next, Gain: { } gain }) yield return $"{part.From} to {next} could add {context.Money(gain)} MRR.";
    }

    /// <summary>"Health is 26 of 100 on 10 Nov; it was 61 on 3 Nov."</summary>
    private static IEnumerable<string> Health(OpenAlert alert, CardContext context)
    {
        if (context.Health.GetValueOrDefault(alert.Status.Subject) is not { Score: { } score } health) yield break;
        var before = health.Change?.Before is { } then ? $"; it was {HealthWords.Score(then)} on {context.Day(health.ComputedAt - Metrics.Health.HealthMoments.Week)}" : "";
        yield return $"Health is {HealthWords.OutOf(score)} on {context.Day(health.ComputedAt)}{before}.";
    }
}
