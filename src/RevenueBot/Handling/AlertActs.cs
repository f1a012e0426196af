using System.Globalization;
using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;

namespace RevenueBot.Handling;

internal enum ActResult { Done, Unchanged, Closed, NotFound, Busy }

/// <param name="Alerts">All that the target names, as they are now; those that changed where something was done.</param>
internal sealed record ActOutcome(ActResult Result, IReadOnlyList<OpenAlert> Alerts);

/// <summary>
/// People's acts on alerts, from whatever surface. What is remembered, its history, the card in its new state and the line under it
/// commit together; the dispatcher sends them.
/// </summary>
internal sealed class AlertActs(AlertStore store, FeedbackStore feedback, AlertBook book, Company company, TimeProvider clock)
{
    /// <summary>An evaluation, or another person, may write the same alert at the same moment.</summary>
    private const int MostTries = 5;

    /// <summary>The alerts that a button's value names: one by its id, or all of a message by its key. Empty where it is no longer known.</summary>
    public async Task<IReadOnlyList<OpenAlert>> FindAsync(string target, CancellationToken cancel)
    {
        var statuses = await store.FindAsync(target, cancel) is { } one ? [one] : await store.OfMessageAsync(target, cancel);
        return statuses.Count == 0 ? [] : await book.Read(statuses, cancel);
    }

    /// <param name="by">Who acts: <c>slack:U04DANA001</c>, or a name.</param>
    public async Task<ActOutcome> DoAsync(string target, PersonAct act, string by, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (alerts, at) = (await FindAsync(target, cancel), clock.GetUtcNow());
            if (alerts.Count == 0) return new(ActResult.NotFound, []);
            if (!alerts.Any(alert => alert.Status.IsOpen)) return new(ActResult.Closed, alerts);
            var changed = alerts.Select(alert => Acts.Apply(alert.Status, act, by, at) is { } status ? alert with { Status = status } : null).OfType<OpenAlert>().ToList();
            if (changed.Count == 0) return new(ActResult.Unchanged, alerts);
            if (await store.ActAsync(await WriteAsync(changed, act, by, at, cancel), at, cancel)) return new(ActResult.Done, changed);
        }

        return new(ActResult.Busy, []);
    }

    /// <summary>Whether an alert was useful: it tunes the rule and closes nothing. False where the alert is not known.</summary>
    /// <param name="reason">Why, in words of ours; null: none given.</param>
    public async Task<bool> JudgeAsync(string target, bool useful, string? reason, string by, CancellationToken cancel)
    {
        var (alerts, at) = (await FindAsync(target, cancel), clock.GetUtcNow());
        foreach (var alert in alerts) await feedback.AddAsync(alert.Id, alert.Rule.Id, useful, by, at, cancel);
        var words = (useful ? "useful" : "not useful") + (reason is null ? "" : $": {reason}");
        AlertWrite events = new([], [.. alerts.Select(alert => AlertEvent.Of(alert, useful ? ActionKind.Useful : ActionKind.NotUseful, words, by, at))], []);
        return alerts.Count > 0 && await store.ActAsync(events, at, cancel);
    }

    /// <summary>Takes such an answer back.</summary>
    public async Task UnjudgeAsync(string target, string by, CancellationToken cancel)
    {
        foreach (var alert in await FindAsync(target, cancel)) await feedback.RemoveAsync(alert.Id, by, cancel);
    }

    private async Task<AlertWrite> WriteAsync(List<OpenAlert> changed, PersonAct act, string by, DateTimeOffset at, CancellationToken cancel)
    {
        List<OutboxItem> items = [];
        foreach (var message in changed.Where(alert => alert.Status.Telling.MessageKey is not null).GroupBy(alert => alert.Status.Telling.MessageKey!, StringComparer.Ordinal))
            items.AddRange(await EditAsync(message.Key, [.. message], new(act, by, at), cancel));
        return new([.. changed.Select(alert => alert.Status)], [.. changed.Select(alert => AlertEvent.Of(alert, Acts.KindOf(act), ActWords.Reason(act, company.Calendar), by, at))], items);
    }

    /// <summary>The card of a message with the changed alerts among its others, and a line under it.</summary>
    private async Task<IReadOnlyList<OutboxItem>> EditAsync(string key, IReadOnlyList<OpenAlert> changed, Doing doing, CancellationToken cancel)
    {
        var destination = changed[0].Status.Telling.Destination!;
        var others = (await store.OfMessageAsync(key, cancel)).Where(status => !changed.Any(alert => alert.Status.Rule == status.Rule && alert.Status.Subject == status.Subject)).ToList();
        IReadOnlyList<OpenAlert> members = others.Count == 0 ? changed : [.. changed, .. await book.Read(others, cancel)];
        MessagePlan plan = new(key, destination, [.. members.OrderByDescending(alert => alert.Facts.Mrr ?? 0).ThenBy(alert => alert.Id, StringComparer.Ordinal)]);
        var id = string.Create(CultureInfo.InvariantCulture, $"{key}.{Acts.KindOf(doing.Act)}.{changed[0].Id}.{doing.At.UtcTicks:x}");
        return
        [
            new(destination, key, null) { Card = await book.Write(plan, doing.At, cancel), AlertId = plan.Kind == MessageKind.Own ? key : null },
            new(destination, key, id) { Line = ActWords.Line(doing, changed, members.Count, company.Calendar), AlertId = changed[0].Id },
        ];
    }
}
