using System.Globalization;
using RevenueBot.Alerts.Rules;

namespace RevenueBot.Alerts.States;

/// <summary>The reason of each decision, in words that stand in the history and in a test alike.</summary>
public static class Reasons
{
    /// <summary>How the reason of a closing begins that is no recovery: the subject, or the rule, is gone.</summary>
    public const string Left = "left: ";

    /// <summary>How the reason begins why nothing is told, or nothing measured.</summary>
    public const string Held = "held: ";

    /// <summary><c>health 24 below 30</c>; what fires above nothing at all is said alone: <c>failed payment tries 3</c>.</summary>
    public static string Breach(AlertRule rule, decimal value)
    {
        var measured = $"{SignalText.Name(rule.Signal)} {SignalText.Value(rule.Signal, value, rule.FireAt)}";
        if (rule is { FiresBelow: false, FireAt: 0 }) return measured;
        return $"{measured} {(rule.FiresBelow ? "below" : "above")} {SignalText.Threshold(rule.Signal, rule.FireAt)}";
    }

    public static string Fired(AlertRule rule, decimal value, TimeSpan seen) =>
        $"fired: {Breach(rule, value)}" + (rule.For > TimeSpan.Zero ? $" for {Duration(seen)}" : "");

    public static string Worsened(AlertRule rule, decimal value, decimal told) =>
        $"worse: {Breach(rule, value)}, was {SignalText.Value(rule.Signal, told, rule.FireAt)}";

    /// <summary><c>health 64, at least 35</c>, or what cleared it.</summary>
    public static string Recovery(AlertRule rule, in Observation seen) => seen.Reading == Reading.Clear
        ? seen.Note ?? "no longer the case"
        : $"{SignalText.Name(rule.Signal)} {SignalText.Value(rule.Signal, seen.Value, rule.ResolveAt)}, {(rule.FiresBelow ? "at least" : "at most")} {SignalText.Threshold(rule.Signal, rule.ResolveAt)}";

    public static string Resolved(AlertRule rule, in Observation seen, TimeSpan time) =>
        $"resolved: {Recovery(rule, seen)}" + (rule.KeepFiringFor > TimeSpan.Zero ? $" for {Duration(time)}" : "");

    /// <summary>The two largest units at most: <c>3 days</c>, <c>1 day 6 hours</c>, <c>90 minutes</c> is <c>1 hour 30 minutes</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        (long Count, string Unit)[] parts = [(time.Days, "day"), (time.Hours, "hour"), (time.Minutes, "minute")];
        var first = Array.FindIndex(parts, part => part.Count > 0);
        return first < 0
            ? "less than a minute"
            : string.Join(' ', parts.Skip(first).Take(2).Where(part => part.Count > 0).Select(part => Counted(part.Count, part.Unit)));
    }

    private static string Counted(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}{(count == 1 ? "" : "s")}");
}
