using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;

namespace RevenueBot.Alerting;

/// <summary>One evaluation in its pure steps: what rules make of what was measured, and what is written of it.</summary>
internal static class AlertRun
{
    /// <summary>Every status that differs from what was known.</summary>
    /// <param name="left">By customer, why it pays no longer.</param>
    public static IReadOnlyList<Step> Evaluate(
        AlertSettings settings, IReadOnlyList<AlertStatus> known, IReadOnlyDictionary<Signal, SignalReading> readings, IReadOnlyDictionary<string, string> left, DateTimeOffset at)
    {
        EvaluationRun run = new(settings.Asked, known, at);
        foreach (var rule in settings.Asked)
        {
            var reading = readings[rule.Signal];
            if (reading.Missing is { } missing) run.Hold(rule.Id, missing);
            else foreach (var seen in reading.Seen) run.Observe(rule.Id, seen);
        }

        return run.Finish(status => SignalText.SubjectOf(settings.RuleOf(status.Rule).Signal) == SubjectKind.Customer ? left.GetValueOrDefault(status.Subject) : null);
    }

    /// <summary>Everything that decides what is told: what was known, as the steps left it. What it was worth is remembered when it fires.</summary>
    public static IReadOnlyList<OpenAlert> Alerts(
        AlertSettings settings, IReadOnlyList<AlertStatus> known, IReadOnlyList<Step> steps, IReadOnlyDictionary<string, SubjectFacts> facts)
    {
        var all = known.ToDictionary(Key, status => new Step(status));
        foreach (var step in steps) all[Key(step.Status)] = step;
        return [.. all.Values.Where(step => step.Change is not null || step.Status is not { State: AlertState.Normal, Telling.MessageKey: null }).Select(Alert)];

        OpenAlert Alert(Step step)
        {
            var (rule, about) = (settings.RuleOf(step.Status.Rule), facts[step.Status.Subject]);
            return new(rule, step.Change?.Kind == ChangeKind.Fired ? step.Status with { Mrr = about.Mrr } : step.Status, about, step.Change);
        }
    }

    /// <summary>What commits: changed statuses, and each change and decision with its reason.</summary>
    public static (IReadOnlyList<AlertStatus> Statuses, IReadOnlyList<AlertEvent> Events) Record(IReadOnlyList<Step> steps, IReadOnlyList<OpenAlert> alerts, Speech speech, DateTimeOffset at)
    {
        var statuses = steps.ToDictionary(step => Key(step.Status), step => step.Status);
        foreach (var alert in alerts.Where(alert => statuses.ContainsKey(Key(alert.Status)))) statuses[Key(alert.Status)] = alert.Status;
        foreach (var alert in speech.Changed) statuses[Key(alert.Status)] = alert.Status;
        return ([.. statuses.Values], [.. alerts.Where(alert => alert.Change is not null).Select(alert => AlertEvent.Of(alert, at)), .. speech.Decisions.Select(one => AlertEvent.Of(one, at))]);
    }

    private static (string Rule, string Subject) Key(AlertStatus status) => (status.Rule, status.Subject);
}
