using System.Text.RegularExpressions;

namespace RevenueBot.Alerts.Rules;

/// <summary>Finds what makes no sense in rules before they decide anything.</summary>
public static partial class RuleCheck
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(90);

    /// <summary>One plain sentence for each mistake; none where the rules are sound.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<AlertRule> rules)
    {
        foreach (var twice in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"Alerts:Rules has {twice.Key} twice: give the second another name.";
        foreach (var problem in rules.SelectMany(Problems)) yield return problem;
    }

    private static IEnumerable<string> Problems(AlertRule rule)
    {
        var key = $"Alerts:Rules:{rule.Id}";
        if (!IdPattern().IsMatch(rule.Id)) yield return $"{key} is no name of a rule: use small letters, digits and hyphens, 40 at most.";
        if (string.IsNullOrWhiteSpace(rule.Title)) yield return $"{key}:Title is empty: say in a few words what has happened.";
        if (rule.FiresBelow ? rule.ResolveAt < rule.FireAt : rule.ResolveAt > rule.FireAt)
            yield return $"{key}:Resolve is {Text(rule, rule.ResolveAt)}, on the firing side of {Text(rule, rule.FireAt)}: it must be {(rule.FiresBelow ? "at least" : "at most")} that, or the alert would close while it fires.";
        if (Range(rule.Signal) is var (low, high) && (rule.FireAt < low || rule.FireAt > high || rule.ResolveAt < low || rule.ResolveAt > high))
            yield return $"{key} compares {SignalText.Name(rule.Signal)} with {Text(rule, rule.FireAt)} and {Text(rule, rule.ResolveAt)}: both must lie between {Text(rule, low)} and {Text(rule, high)}.";
        if (rule.For < TimeSpan.Zero || rule.For > _longest) yield return $"{key}:For must lie between 0 and 90d.";
        if (rule.KeepFiringFor < TimeSpan.Zero || rule.KeepFiringFor > _longest) yield return $"{key}:KeepFiringFor must lie between 0 and 90d.";
        if (rule.WorseBy < 0) yield return $"{key}:WorseBy is negative: use 0 to tell of no worsening.";
    }

    private static string Text(AlertRule rule, decimal value) => SignalText.Threshold(rule.Signal, value);

    /// <summary>Values that the signal can have.</summary>
    private static (decimal Low, decimal High) Range(Signal signal) => signal switch
    {
        Signal.Health => (0, 100),
        Signal.ChurnChance or Signal.CancelledShare or Signal.ContractionShare => (0, 1),
        Signal.NpsScore => (0, 11), // below 11 takes every score
        Signal.MrrChange => (-1, 10),
        Signal.LimitShare or Signal.TargetOutlook => (0, 10),
        Signal.FailedPayments or Signal.UnusedTrialDays => (0, 365),
        Signal.SilentHours => (0, 24 * 90),
    };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex IdPattern();
}
