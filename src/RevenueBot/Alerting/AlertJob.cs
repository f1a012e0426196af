using RevenueBot.Alerting.Cards;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Jobs;

namespace RevenueBot.Alerting;

/// <summary>
/// Asks every rule of everybody, decides what is told, and writes states, history and messages in one transaction. It speaks of what was
/// committed only: a turn that fails leaves nothing behind, and the next one sees the same.
/// </summary>
internal sealed class AlertJob(AlertStore store, SignalDesk signals, SubjectDesk subjects, CardDesk cards, AlertSettings settings) : IRefresh
{
    public string Name => "alerts";

    public Cadence Cadence => Cadence.FiveMinutes;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await using var turn = await store.TakeTurnAsync(cancel);
        if (turn is null) return; // another replica evaluates at this moment
        var known = await turn.LoadAsync(cancel);
        var moment = await signals.MomentAsync(at, null, isPast: false, cancel);
        var readings = await signals.ReadAsync(moment, [.. settings.Asked.Select(rule => rule.Signal)], cancel);
        var left = await subjects.LeftAsync(moment, known.Where(IsAboutCustomer).Select(status => status.Subject), cancel);
        var steps = AlertRun.Evaluate(settings, known, readings, left, at);
        var facts = await subjects.FactsAsync(known.Concat(steps.Select(step => step.Status)).Select(status => (settings.RuleOf(status.Rule).Signal, status.Subject)), moment.Standings.Of, cancel);
        await WriteAsync(turn, moment, steps, AlertRun.Alerts(settings, known, steps, facts), cancel);
    }

    private async Task WriteAsync(AlertTurn turn, SignalMoment moment, IReadOnlyList<Step> steps, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel)
    {
        var posts = await turn.PostsAsync(moment.Calendar.StartOf(moment.Today), cancel);
        var speech = Announcer.Decide(new SpeechContext
        {
            At = moment.At, Calendar = moment.Calendar, Policy = settings.Policy, Alerts = alerts, Silences = await turn.SilencesAsync(moment.At, cancel),
            PostsToday = posts.ByDestination, MessagesToday = posts.Keys,
        });
        var (statuses, events) = AlertRun.Record(steps, alerts, speech, moment.At);
        if (statuses.Count + events.Count + speech.Messages.Count + speech.Lines.Count == 0) return;
        await turn.CommitAsync(new AlertWrite(statuses, events, await cards.ItemsAsync(speech, moment.At, moment.Sources, cancel)), moment.At, cancel);
    }

    private bool IsAboutCustomer(AlertStatus status) => SignalText.SubjectOf(settings.RuleOf(status.Rule).Signal) == SubjectKind.Customer;
}
