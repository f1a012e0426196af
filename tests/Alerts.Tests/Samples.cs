using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;

namespace RevenueBot.Alerts.Tests;

/// <summary>Rules, statuses and alerts to test with.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 10, 9, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    public static AlertRule Rule(string id) => DefaultRules.All.First(rule => rule.Id == id);

    public static AlertRule HealthRule { get; } = Rule("health") with { For = TimeSpan.Zero, KeepFiringFor = TimeSpan.Zero };

    public static Observation Value(decimal value, string subject = "ada") => Observation.Known(subject, value);

    /// <summary>A firing alert, as an evaluation at <paramref name="at"/> leaves it.</summary>
    public static OpenAlert Firing(AlertRule rule, string subject, DateTimeOffset at, SubjectFacts? facts = null)
    {
        var value = rule.FiresBelow ? rule.FireAt - 1 : rule.FireAt + 1;
        var step = Evaluation.Next(rule with { For = TimeSpan.Zero }, null, Observation.Known(subject, value), at);
        return new(rule, step.Status with { Condition = rule.Condition }, facts ?? new(subject, Owner: "Dana", Mrr: 100_000_000), step.Change);
    }

    public static Policy Policy { get; } = new() { Routes = new() { Default = "slack:C1" }, EscalateAfter = null };

    public static SpeechContext Context(DateTimeOffset at, params OpenAlert[] alerts) => new() { At = at, Calendar = CompanyCalendar.Utc, Policy = Policy, Alerts = alerts };
}

/// <summary>A clock that stands still until it is set, and may be set back.</summary>
internal sealed class Clock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
