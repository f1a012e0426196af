using RevenueBot.Alerts.Rules;

namespace RevenueBot.Alerts.States;

/// <summary>What an evaluation makes of a status. Without a change nobody need hear of it.</summary>
public sealed record Step(AlertStatus Status, Change? Change = null);

/// <summary>The states of an alert and the ways between them: Normal → Pending → Firing → Recovering → Normal, and NoData beside each.</summary>
public static class Evaluation
{
    /// <summary>
    /// More than this between two evaluations does not count as time in a state: nobody looked, or the clock jumped.
    /// </summary>
    internal static readonly TimeSpan MostUnseen = TimeSpan.FromMinutes(30);

    /// <summary>An evaluation older than the last by up to this was overtaken by another replica; by more, the clock had been wrong.</summary>
    private static readonly TimeSpan _mostOvertaken = TimeSpan.FromHours(1);

    /// <summary>
    /// The next state of one rule for one subject. Pure: the same status, observation and time give the same step, and the same step
    /// again gives no change.
    /// </summary>
    /// <param name="last">Null: never seen beyond a threshold.</param>
    public static Step Next(AlertRule rule, AlertStatus? last, in Observation seen, DateTimeOffset at)
    {
        if (last is not null && at < last.LastEval && last.LastEval - at <= _mostOvertaken) return new(last);
        var status = Advance(rule, last ?? New(rule, seen.Subject, at), at);
        return seen.Reading switch
        {
            Reading.Known => Known(rule, status with { LastValue = seen.Value }, seen, at),
            Reading.Clear => Recovered(rule, status, seen, at),
            Reading.NoData => Hold(status, seen.Note ?? "there is no data", at),
            Reading.Gone => Close(status, ChangeKind.Left, $"{Reasons.Left}{seen.Note ?? "no longer there"}", at),
        };
    }

    /// <summary>Ends an alert whose rule is no longer asked.</summary>
    public static Step SwitchedOff(AlertStatus last, DateTimeOffset at) => Close(last, ChangeKind.Left, Reasons.Left + "the rule was switched off", at);

    private static AlertStatus New(AlertRule rule, string subject, DateTimeOffset at) =>
        new() { Rule = rule.Id, Subject = subject, Since = at, LastEval = at, Condition = rule.Condition };

    private static AlertStatus Advance(AlertRule rule, AlertStatus status, DateTimeOffset at)
    {
        var passed = at - status.LastEval;
        var counted = passed < TimeSpan.Zero ? TimeSpan.Zero : passed < MostUnseen ? passed : MostUnseen;
        var next = status with { LastEval = at, Missed = 0, Seen = status.State is AlertState.Pending or AlertState.Recovering ? status.Seen + counted : status.Seen };
        if (status.Condition == rule.Condition) return next;
        next = next with { Condition = rule.Condition };
        return next.Before is AlertState.Pending or AlertState.Recovering ? next with { Since = at, Seen = TimeSpan.Zero } : next;
    }

    private static Step Known(AlertRule rule, AlertStatus status, in Observation seen, DateTimeOffset at) => rule.Breaches(seen.Value)
        ? Breached(rule, status, seen.Value, at)
        : rule.Recovers(seen.Value) ? Recovered(rule, status, seen, at) : Between(rule, status, seen.Value, at);

    private static Step Breached(AlertRule rule, AlertStatus status, decimal value, DateTimeOffset at) => status.Before switch
    {
        AlertState.Normal when rule.For > TimeSpan.Zero => new(Enter(status, AlertState.Pending, $"pending: {Reasons.Breach(rule, value)}", at)),
        AlertState.Normal => Fire(rule, status, value, at),
        AlertState.Pending => status.Seen >= rule.For ? Fire(rule, status, value, at) : new(status),
        AlertState.Recovering => Changed(Enter(status, AlertState.Firing, $"returned: {Reasons.Breach(rule, value)}", at), ChangeKind.Returned),
        _ => StillFiring(rule, status, value),
    };

    private static Step Fire(AlertRule rule, AlertStatus status, decimal value, DateTimeOffset at) => Changed(
        Enter(status, AlertState.Firing, Reasons.Fired(rule, value, status.Seen), at) with
        {
            FiredAt = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)), // as it is stored: the episode is named by it
            FiredValue = value,
            EndedAt = null,
            Mrr = null,
            Handling = Handling.None,
            Telling = Telling.None,
        },
        ChangeKind.Fired);

    private static Step StillFiring(AlertRule rule, AlertStatus status, decimal value)
    {
        if (status.State == AlertState.NoData) return Resume(status);
        return (status.Telling.ToldValue ?? status.FiredValue) is { } told && rule.IsWorse(value, told)
            ? Changed(status with { Reason = Reasons.Worsened(rule, value, told) }, ChangeKind.Worsened)
            : new(status);
    }

    /// <summary>Not beyond the threshold any more and not yet recovered.</summary>
    private static Step Between(AlertRule rule, AlertStatus status, decimal value, DateTimeOffset at) => status.Before switch
    {
        AlertState.Pending or AlertState.Normal => new(Enter(status, AlertState.Normal, "", at)),
        AlertState.Recovering => new(Enter(status, AlertState.Firing, $"not recovered: {SignalText.Name(rule.Signal)} {SignalText.Value(rule.Signal, value, rule.ResolveAt)}", at)),
        _ => status.State == AlertState.NoData ? Resume(status) : new(status),
    };

    private static Step Recovered(AlertRule rule, AlertStatus status, in Observation seen, DateTimeOffset at) => status.Before switch
    {
        AlertState.Firing when rule.KeepFiringFor > TimeSpan.Zero =>
            Changed(Enter(status, AlertState.Recovering, $"recovering: {Reasons.Recovery(rule, seen)}", at), ChangeKind.Recovering),
        AlertState.Firing => Close(status, ChangeKind.Resolved, Reasons.Resolved(rule, seen, TimeSpan.Zero), at),
        AlertState.Recovering when status.State == AlertState.NoData => Resume(status),
        AlertState.Recovering => status.Seen >= rule.KeepFiringFor ? Close(status, ChangeKind.Resolved, Reasons.Resolved(rule, seen, status.Seen), at) : new(status),
        _ => new(Enter(status, AlertState.Normal, "", at)),
    };

    /// <summary>What is open waits for data and stays what it was; what was only pending begins anew.</summary>
    private static Step Hold(AlertStatus status, string note, DateTimeOffset at)
    {
        if (!status.IsOpen) return new(Enter(status, AlertState.Normal, "", at));
        if (status.State == AlertState.NoData) return new(status);
        return Changed(status with { State = AlertState.NoData, Reason = Reasons.Held + note }, ChangeKind.Held);
    }

    private static Step Resume(AlertStatus status) =>
        Changed(status with { State = status.Before, Reason = "resumed: data is back" }, ChangeKind.Resumed);

    private static Step Close(AlertStatus status, ChangeKind kind, string reason, DateTimeOffset at)
    {
        var wasOpen = status.IsOpen;
        var closed = Enter(status, AlertState.Normal, wasOpen ? reason : "", at) with { LastEval = at, EndedAt = wasOpen ? at : status.EndedAt };
        return wasOpen ? Changed(closed, kind) : new(closed);
    }

    private static AlertStatus Enter(AlertStatus status, AlertState state, string reason, DateTimeOffset at) =>
        status.State == state && status.Before == state ? status : status with { State = state, Before = state, Since = at, Seen = TimeSpan.Zero, Reason = reason };

    private static Step Changed(AlertStatus status, ChangeKind kind) => new(status, new Change(kind, status.Reason));
}
