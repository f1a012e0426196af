using RevenueBot.Alerts.Rules;

namespace RevenueBot.Alerts.States;

/// <summary>
/// One evaluation of all rules: takes observations one by one, in any order, and keeps only what is or was beyond a threshold. Subjects
/// on the good side of a rule cost a comparison and no memory.
/// </summary>
public sealed class EvaluationRun
{
    /// <summary>A subject that is not seen keeps its state for one evaluation: a source may have been read half way.</summary>
    private const int MostMissed = 2;

    private readonly DateTimeOffset _at;
    private readonly Dictionary<string, RuleRun> _rules;
    private readonly List<Step> _steps = [];

    /// <param name="rules">Those that are asked, one for each id.</param>
    /// <param name="known">What is remembered of all of them, and of rules that are no longer asked.</param>
    public EvaluationRun(IReadOnlyList<AlertRule> rules, IReadOnlyList<AlertStatus> known, DateTimeOffset at)
    {
        _at = at;
        var byRule = known.ToLookup(status => status.Rule, StringComparer.Ordinal);
        _rules = rules.ToDictionary(rule => rule.Id, rule => new RuleRun(rule, byRule[rule.Id]), StringComparer.Ordinal);
        foreach (var status in known.Where(status => !_rules.ContainsKey(status.Rule) && status.State != AlertState.Normal)) _steps.Add(Evaluation.SwitchedOff(status, at));
    }

    public void Observe(string rule, in Observation seen)
    {
        var run = _rules[rule];
        var isKnown = run.Known.Remove(seen.Subject, out var last);
        if (!isKnown && !(seen.Reading == Reading.Known && run.Rule.Breaches(seen.Value))) return;
        Take(last, Evaluation.Next(run.Rule, last, seen, _at));
    }

    /// <summary>The data of a whole rule is missing: all that is open waits.</summary>
    /// <param name="note">Why, as the end of a sentence.</param>
    public void Hold(string rule, string note)
    {
        var run = _rules[rule];
        foreach (var last in run.Known.Values) Take(last, Evaluation.Next(run.Rule, last, Observation.NoData(last.Subject, note), _at));
        run.Known.Clear();
    }

    /// <summary>Ends the run with the subjects that nobody has seen.</summary>
    /// <param name="leftBecause">Why a subject is no longer there; null where that is not known.</param>
    /// <returns>Every status that differs from what was known, with its change where there is one.</returns>
    public IReadOnlyList<Step> Finish(Func<AlertStatus, string?> leftBecause)
    {
        foreach (var run in _rules.Values)
            foreach (var last in run.Known.Values.Where(last => last.State != AlertState.Normal))
                Take(last, Absent(run.Rule, last, leftBecause(last)));
        return _steps;
    }

    private Step Absent(AlertRule rule, AlertStatus last, string? left)
    {
        if (left is not null) return Evaluation.Next(rule, last, Observation.Gone(last.Subject, left), _at);
        if (SignalText.IsSparse(rule.Signal)) return Evaluation.Next(rule, last, Observation.Clear(last.Subject, "no longer the case"), _at);
        return last.Missed + 1 < MostMissed
            ? new Step(last with { Missed = last.Missed + 1 })
            : Evaluation.Next(rule, last, Observation.Gone(last.Subject, "no longer measured"), _at);
    }

    /// <summary>A status that only knows a later evaluation is not worth a row, unless time in its state counts.</summary>
    private void Take(AlertStatus? last, Step step)
    {
        var next = step.Status;
        var isSame = last is not null && step.Change is null && next with { LastEval = last.LastEval } == last;
        if (!isSame && !(last is null && next.State == AlertState.Normal)) _steps.Add(step);
    }

    private sealed class RuleRun(AlertRule rule, IEnumerable<AlertStatus> known)
    {
        public AlertRule Rule => rule;
        public Dictionary<string, AlertStatus> Known { get; } = known.ToDictionary(status => status.Subject, StringComparer.Ordinal);
    }
}
