using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Proof;

/// <summary>
/// A rule walked through history a day at a time, by the same states as live. A day is a step of the longest time that counts between two
/// evaluations; spans of a rule are rounded down to whole days, since nobody looked in between.
/// </summary>
public sealed class RuleWalk
{
    private readonly AlertRule _rule;
    private readonly Dictionary<string, AlertStatus> _known = new(StringComparer.Ordinal);
    private DateTimeOffset _at = DateTimeOffset.UnixEpoch;

    public RuleWalk(AlertRule rule) => _rule = rule with { For = Steps(rule.For), KeepFiringFor = Steps(rule.KeepFiringFor), Enabled = true };

    /// <summary>One day.</summary>
    /// <param name="seen">What was measured at its end.</param>
    /// <param name="left">Why a subject is no longer there; null where it is, or nobody knows.</param>
    /// <returns>The subjects for which the rule fires on this day.</returns>
    public IReadOnlyList<string> Step(IEnumerable<Observation> seen, Func<string, string?> left)
    {
        EvaluationRun run = new([_rule], [.. _known.Values], _at);
        foreach (var one in seen) run.Observe(_rule.Id, one);
        return Take(run.Finish(status => left(status.Subject)));
    }

    /// <summary>A day on which nothing can be measured.</summary>
    public void Hold(string note)
    {
        EvaluationRun run = new([_rule], [.. _known.Values], _at);
        run.Hold(_rule.Id, note);
        Take(run.Finish(_ => null));
    }

    private List<string> Take(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step.Status.State == AlertState.Normal) _known.Remove(step.Status.Subject);
            else _known[step.Status.Subject] = step.Status;
        }

        _at += Evaluation.MostUnseen;
        return [.. steps.Where(step => step.Change?.Kind == ChangeKind.Fired).Select(step => step.Status.Subject)];
    }

    private static TimeSpan Steps(TimeSpan span) => Evaluation.MostUnseen * span.Days;
}
