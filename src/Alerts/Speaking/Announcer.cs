using System.Globalization;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Speaking;

/// <summary>
/// Decides what is told after an evaluation. It looks at what is open, not at what just happened: an alert that was held back is told as
/// soon as nothing holds it any more, and one that ends before is not told at all.
/// </summary>
public static class Announcer
{
    public static Speech Decide(SpeechContext context)
    {
        SpeechDraft draft = new(context);
        foreach (var alert in context.Alerts) FollowUps.Decide(draft, context, alert);
        FollowUps.Escalate(draft, context);
        foreach (var channel in Candidates(draft, context).GroupBy(row => row.Destination, StringComparer.Ordinal))
            Tell(draft, context, channel.Key, [.. channel.Select(row => row.Alert)]);
        return draft.Finish();
    }

    /// <summary>What is firing, has not been told, and is held back by nothing but the time of day and the budget.</summary>
    private static List<(OpenAlert Alert, string Destination)> Candidates(SpeechDraft draft, SpeechContext context)
    {
        Inhibitors inhibitors = new(context.Policy.Inhibitions, context.Alerts);
        var silences = context.Silences.Where(silence => silence.IsActiveAt(context.At)).ToList();
        List<(OpenAlert, string)> candidates = [];
        foreach (var alert in context.Alerts.Select(draft.Now).Where(alert => alert.Status is { State: AlertState.Firing, Telling.MessageKey: null } status && !status.IsSnoozedAt(context.At)))
        {
            if (HeldBecause(alert) is { } reason) draft.Hold(alert, Reasons.Held + reason);
            else candidates.Add((alert, context.Policy.Routes.ChannelOf(alert)!));
        }

        return candidates;

        string? HeldBecause(OpenAlert alert) =>
            context.Policy.Routes.ChannelOf(alert) is null ? "no channel is set"
            : silences.FirstOrDefault(silence => silence.Covers(alert)) is { } silence ? $"silenced by {silence.By} ({silence.Id})"
            : inhibitors.Because(alert);
    }

    private static void Tell(SpeechDraft draft, SpeechContext context, string destination, IReadOnlyList<OpenAlert> candidates)
    {
        var quiet = context.Policy.QuietHours is { } hours && hours.IsQuiet(context.At) ? hours : null;
        foreach (var alert in candidates.Where(alert => quiet is not null && !alert.IsHigh)) draft.Hold(alert, QuietReason(quiet!, context.At), isForMorning: true);
        var speaking = candidates.Where(alert => quiet is null || alert.IsHigh).ToList();
        var morning = speaking.Where(alert => alert.Status.Telling.IsForMorning && !alert.IsHigh).ToList();
        List<Unit> units = morning.Count > 1 ? [Morning(context, destination, morning)] : [];
        units.AddRange(Groups.Of(context, destination, [.. speaking.Except(morning.Count > 1 ? morning : [])]));
        Spend(draft, context, destination, units);
    }

    private static string QuietReason(QuietHours hours, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Reasons.Held}quiet hours until {hours.EndsOn(at):ddd d MMM}, {hours.To:HH:mm}");

    private static Unit Morning(SpeechContext context, string destination, List<OpenAlert> waiting)
    {
        var key = MessageKeys.OfMorning(destination, context.Calendar.DayOf(context.At));
        return new(key, waiting, context.MessagesToday.Contains(key), $"one of {waiting.Count} that waited for the morning");
    }

    /// <summary>What is high first, then by money; what the budget does not allow is added to the roll-up of the day.</summary>
    private static void Spend(SpeechDraft draft, SpeechContext context, string destination, List<Unit> units)
    {
        var used = context.PostsToday.GetValueOrDefault(destination);
        var rollUp = MessageKeys.OfRollUp(destination, context.Calendar.DayOf(context.At));
        foreach (var unit in units.OrderByDescending(unit => unit.IsHigh).ThenByDescending(unit => unit.Mrr))
        {
            var isMorning = MessageKeys.KindOf(unit.Key) == MessageKind.Morning;
            if (unit.Exists) TellAll(draft, context, destination, unit, $"told: {unit.Because}");
            else if (context.Policy.Budget.Allows(used, unit.IsHigh || isMorning))
            {
                used++;
                TellAll(draft, context, destination, unit, unit.Because is null ? "told" : $"told: {unit.Because}");
            }
            else TellAll(draft, context, destination, unit with { Key = rollUp, Exists = true }, $"told in the roll-up: budget of {context.Policy.Budget.PerDay} used");
        }
    }

    /// <summary>A high alert that is added to a message calls its owner: an edit alone is seen by nobody.</summary>
    private static void TellAll(SpeechDraft draft, SpeechContext context, string destination, Unit unit, string reason)
    {
        foreach (var alert in unit.Alerts)
        {
            draft.Tell(alert, unit.Key, destination, reason);
            if (unit.Exists && alert.IsHigh) draft.Line(alert, LineKind.Added, context.Policy.Routes.PersonOf(alert));
        }
    }
}
