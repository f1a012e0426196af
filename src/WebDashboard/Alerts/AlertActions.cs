using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.WebDashboard.Alerts;

/// <summary>What can be done about an open alert now; what is done here is said in chat too.</summary>
/// <param name="PostTo">Where an act is sent.</param>
/// <param name="What">"Payment failed: Saltmarsh Schools", for who cannot see the row.</param>
public sealed record AlertActions(string PostTo, string What)
{
    /// <summary>Nobody has yet.</summary>
    public bool CanAcknowledge { get; init; }

    /// <summary>Somebody has: it can be given back.</summary>
    public bool CanHandBack { get; init; }

    /// <summary>It is snoozed.</summary>
    public bool CanWake { get; init; }

    /// <summary>Days until when it may be snoozed; none while it is.</summary>
    public IReadOnlyList<Choice> Until { get; init; } = [];

    /// <summary>Who it may be given to, the viewer first.</summary>
    public IReadOnlyList<Choice> People { get; init; } = [];
}
