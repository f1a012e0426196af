namespace RevenueBot.Alerts.States;

/// <summary>
/// Where one rule stands for one subject. There is no state for errors: an evaluation that fails is a failed run of its job, which
/// changes nothing here and which <c>doctor</c> and the log report; an alert of its own would need an evaluation to end it.
/// </summary>
public enum AlertState : short
{
    Normal = 0,

    /// <summary>Beyond the threshold, not yet for long enough. Silent.</summary>
    Pending = 1,

    Firing = 2,

    /// <summary>Recovered, not yet for long enough to be closed.</summary>
    Recovering = 3,

    /// <summary>What it was when its data ended is kept, see <see cref="AlertStatus.Before"/>.</summary>
    NoData = 4,
}

/// <summary>What an evaluation changed that people may want to know.</summary>
public enum ChangeKind : short
{
    Fired = 1, Worsened = 2, Recovering = 3, Returned = 4, Resolved = 5, Left = 6, Held = 7, Resumed = 8,
}

/// <summary>A change with its reason in words: <c>fired: health 24 below 30 for 2 hours</c>.</summary>
public sealed record Change(ChangeKind Kind, string Reason);
