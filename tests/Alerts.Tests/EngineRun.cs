using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;

namespace RevenueBot.Alerts.Tests;

/// <summary>Weeks of evaluations in memory, as the job makes them: observe, decide, remember. People act in between.</summary>
internal sealed class EngineRun(IReadOnlyList<AlertRule> rules, Policy policy)
{
    private readonly Dictionary<(string, string), AlertStatus> _known = [];

    public List<(DateTimeOffset At, string Key, string Destination)> Posts { get; } = [];
    public List<(DateTimeOffset At, Speech Speech)> Said { get; } = [];
    public List<(DateTimeOffset At, OpenAlert Alert)> Changes { get; } = [];

    public IEnumerable<AlertStatus> Known => _known.Values;

    public AlertStatus? Of(string rule, string subject) => _known.GetValueOrDefault((rule, subject));

    public void Set(AlertStatus status) => _known[(status.Rule, status.Subject)] = status;

    /// <summary>One evaluation.</summary>
    /// <param name="seen">By rule; null: the data of the whole rule is missing.</param>
    public void Evaluate(DateTimeOffset at, IReadOnlyDictionary<string, IReadOnlyList<Observation>?> seen, IReadOnlyList<Silence> silences)
    {
        // What is stored: the states that are not normal, and those that share a message with one.
        var live = _known.Values.Where(status => status.State != AlertState.Normal).ToList();
        var shared = live.Select(status => status.Telling.MessageKey).OfType<string>().ToHashSet();
        List<AlertStatus> known = [.. _known.Values.Where(status => status.State != AlertState.Normal || (status.Telling.MessageKey is { } key && shared.Contains(key)))];
        EvaluationRun run = new(rules, known, at);
        foreach (var (rule, observations) in seen)
        {
            if (observations is null) run.Hold(rule, "the source is late");
            else foreach (var one in observations) run.Observe(rule, one);
        }

        var steps = run.Finish(_ => null);
        var all = known.ToDictionary(status => (status.Rule, status.Subject), status => new Step(status));
        foreach (var step in steps) all[(step.Status.Rule, step.Status.Subject)] = step;
        List<OpenAlert> alerts = [.. all.Values.Where(step => step.Change is not null || step.Status is not { State: AlertState.Normal, Telling.MessageKey: null })
            .Select(step => new OpenAlert(rules.Single(rule => rule.Id == step.Status.Rule), step.Status, FactsOf(step.Status.Subject), step.Change))];
        var today = Posts.Where(post => CompanyCalendar.Utc.DayOf(post.At) == CompanyCalendar.Utc.DayOf(at)).ToList();
        var speech = Announcer.Decide(new SpeechContext
        {
            At = at, Calendar = CompanyCalendar.Utc, Policy = policy, Alerts = alerts, Silences = [.. silences.Where(silence => silence.IsActiveAt(at))],
            PostsToday = today.CountBy(post => post.Destination).ToDictionary(), MessagesToday = today.Select(post => post.Key).ToHashSet(),
        });
        foreach (var step in steps) Set(step.Status);
        foreach (var alert in speech.Changed) Set(alert.Status);
        foreach (var message in speech.Messages.Where(message => Posts.All(post => post.Key != message.Key))) Posts.Add((at, message.Key, message.Destination));
        Said.Add((at, speech));
        Changes.AddRange(alerts.Where(alert => alert.Change is not null).Select(alert => (at, alert)));
    }

    public static SubjectFacts FactsOf(string subject) => new(subject, subject[^1] % 3 == 0 ? null : $"owner {subject[^1] % 3}", subject[^1] % 2 == 0 ? "smb" : "mid", (subject[^1] - '0' + 1) * 100_000_000L);
}
