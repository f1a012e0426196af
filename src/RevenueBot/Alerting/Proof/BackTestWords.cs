using RevenueBot.Alerts.Proof;
using RevenueBot.Alerts.Rules;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Proof;

/// <summary>A back-test in sentences, and as JSON.</summary>
internal sealed record BackTestWords(BackTestReport Report, int Horizon, Currency Currency)
{
    private Days Days => new(Report.Window.LastDay.Year);

    private bool IsGrowth => Report.Rule.Signal == Signal.LimitShare;

    public IEnumerable<string> Sentences()
    {
        var (rule, window) = (Report.Rule, Report.Window);
        var firings = Report.Firings.Count;
        yield return $"{rule.Id}: {SignalText.Name(rule.Signal)} {(rule.FiresBelow ? "below" : "above")} {SignalText.Threshold(rule.Signal, rule.FireAt)}, played through {Days.Span(window.Start, window.LastDay)}, each day with the facts up to its end.";
        yield return $"It would have fired {Times(firings)}{(Report.Test is { Subjects: > 0 } subjects ? $" for {Format.Counted(subjects.Subjects, "customer")}" : "")}{Example()}.";
        if (Report.Held > 0) yield return $"On {Format.Counted(Report.Held, "day")} nothing could be measured: {Report.HeldBecause}.";
        if (Report.Test is not { } test)
        {
            yield return "It is not about single customers, so no outcomes are counted.";
            yield break;
        }

        yield return Caught(test);
        yield return Judged(test);
        yield return $"{Format.Counted(test.Quiet, "customer")} neither fired nor {(IsGrowth ? "grew" : "left")}.";
        yield return "Payments, usage, tickets and surveys count by when they happened, subscriptions also by when they were known; plans, owners and segments are as known now.";
    }

    public AnswerTable? Table() => Report.Test is not { } test ? null : new(
        ["", IsGrowth ? "grew" : "left", IsGrowth ? "did not" : "stayed"], [["fired", Format.Count(test.Caught), Format.Count(test.Wrong)], ["did not fire", Format.Count(test.Missed), Format.Count(test.Quiet)]]);

    public object Json() => new
    {
        Rule = Report.Rule.Id, Condition = Report.Rule.Condition, From = Report.Window.Start, To = Report.Window.LastDay, HorizonDays = Horizon, Outcome = Report.Test is null ? null : IsGrowth ? "expansion" : "churn",
        Fired = Report.Firings.Count, HeldDays = Report.Held, Report.HeldBecause, Subjects = Report.Test?.Subjects,
        TruePositives = Report.Test?.Caught, FalsePositives = Report.Test?.Wrong, FalseNegatives = Report.Test?.Missed, TrueNegatives = Report.Test?.Quiet,
        RightAlerts = Report.Test?.Right, Report.Test?.TooEarly, Report.Test?.Precision, Report.Test?.Recall, Report.Test?.LeadDays, MedianLeadDays = Report.Test?.MedianLead,
        CoveredMrrMicros = Report.Test?.CoveredMrr, OutcomeMrrMicros = Report.Test?.OutcomeMrr, MrrCovered = Report.Test?.Covered, Currency = Currency.Code,
        Firings = Report.Firings.Select(firing => new { firing.Subject, firing.Day }),
    };

    private string Caught(BackTest test)
    {
        var (all, what) = (test.Caught + test.Missed, IsGrowth ? "growth" : "churn");
        if (all == 0) return $"There was no {what} in this time, so none could be caught.";
        var lead = test.MedianLead is { } days ? $", {Number(days)} {(days == 1 ? "day" : "days")} ahead (median)" : "";
        return $"It would have caught {Format.Count(test.Caught)} of {Format.Count(all)} {(IsGrowth ? "customers who grew" : all == 1 ? "churn" : "churns")} ({Format.Percent(test.Recall!.Value)}){lead}: "
            + $"{Format.Money(test.CoveredMrr, Currency)} of {Format.Money(test.OutcomeMrr, Currency)} MRR.";
    }

    private string Judged(BackTest test)
    {
        var early = test.TooEarly > 0 ? $" {Format.Counted(test.TooEarly, "alert")} {(test.TooEarly == 1 ? "is" : "are")} less than {Horizon} days old and not judged." : "";
        return test.Precision is { } precision
            ? $"Of {Format.Counted(test.Right + test.Wrong, "alert")} {Format.Count(test.Right)} {(test.Right == 1 ? "was" : "were")} followed within {Horizon} days ({Format.Percent(precision)}), {Format.Count(test.Wrong)} {(test.Wrong == 1 ? "was a false alarm" : "were false alarms")}.{early}"
            : $"No alert can be judged yet.{early}";
    }

    private string Example() => Report.Firings.Count > 0 ? $", the last on {Days.Day(Report.Firings.Max(firing => firing.Day))}" : "";

    private static string Times(int count) => count switch { 0 => "never", 1 => "once", 2 => "twice", _ => $"{Format.Count(count)} times" };

    private static string Number(decimal number) => number.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
