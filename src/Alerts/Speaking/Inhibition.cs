using RevenueBot.Alerts.Rules;

namespace RevenueBot.Alerts.Speaking;

/// <summary>While one rule fires, others are not told.</summary>
/// <param name="Source">The rule that holds others back.</param>
/// <param name="Targets">The rules that are held back; null: all others.</param>
/// <param name="SameSubject">True: only those about the same customer.</param>
/// <param name="Because">Why, as the end of a sentence.</param>
public sealed record Inhibition(string Source, IReadOnlySet<string>? Targets, bool SameSubject, string Because)
{
    /// <summary>Late data holds everything back; nobody offers more to a customer who is leaving or whose payment fails.</summary>
    public static IReadOnlyList<Inhibition> Defaults { get; } =
    [
        new(DefaultRules.StaleSource, null, SameSubject: false, "data is late"),
        new(DefaultRules.CancelScheduled, new HashSet<string> { DefaultRules.UsageLimit }, SameSubject: true, "a cancel is scheduled"),
        new(DefaultRules.PaymentFailed, new HashSet<string> { DefaultRules.UsageLimit }, SameSubject: true, "a payment fails"),
    ];

    public bool Covers(OpenAlert target) => target.Rule.Id != Source && (Targets is null || Targets.Contains(target.Rule.Id));
}

/// <summary>The inhibitions that are in force.</summary>
internal sealed class Inhibitors
{
    private readonly List<(Inhibition Inhibition, HashSet<string> Subjects)> _active;

    public Inhibitors(IReadOnlyList<Inhibition> inhibitions, IReadOnlyList<OpenAlert> alerts) =>
        _active = [.. inhibitions.Select(one => (one, alerts.Where(alert => alert.Rule.Id == one.Source && alert.Status.IsOpen).Select(alert => alert.Status.Subject).ToHashSet()))
            .Where(row => row.Item2.Count > 0)];

    /// <summary>Why an alert is held back; null where it is not.</summary>
    public string? Because(OpenAlert alert) => _active
        .Where(row => row.Inhibition.Covers(alert) && (!row.Inhibition.SameSubject || row.Subjects.Contains(alert.Status.Subject)))
        .Select(row => row.Inhibition.Because).FirstOrDefault();
}
