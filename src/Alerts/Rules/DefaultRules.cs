namespace RevenueBot.Alerts.Rules;

/// <summary>The rules that hold where the configuration says nothing.</summary>
public static class DefaultRules
{
    /// <summary>The rules that other rules depend on by name.</summary>
    public const string StaleSource = "stale-source", CancelScheduled = "cancel-scheduled", PaymentFailed = "payment-failed", UsageLimit = "usage-limit";

    private static readonly TimeSpan _threeDays = TimeSpan.FromDays(3), _oneDay = TimeSpan.FromDays(1);

    public static IReadOnlyList<AlertRule> All { get; } =
    [
        // Scores are made every hour: one that is gone with the next is no reason to call somebody.
        new() { Id = "health", Signal = Signal.Health, Title = "High churn risk", Level = AlertLevel.High, FiresBelow = true, FireAt = 30, ResolveAt = 35,
            For = TimeSpan.FromHours(1), KeepFiringFor = _threeDays, WorseBy = 10, DoNext = "Call the customer about the first reason." },
        new() { Id = "churn-risk", Signal = Signal.ChurnChance, Title = "High churn risk", Level = AlertLevel.High, FiresBelow = false, FireAt = 0.40m, ResolveAt = 0.30m,
            KeepFiringFor = _threeDays, WorseBy = 0.10m, DoNext = "Call the customer about the first reason." },
        new() { Id = PaymentFailed, Signal = Signal.FailedPayments, Title = "Payment failed", Level = AlertLevel.Medium, FiresBelow = false, FireAt = 0, ResolveAt = 0,
            WorseBy = 1, DoNext = "Ask for another card." },
        new() { Id = CancelScheduled, Signal = Signal.CancelledShare, Title = "Cancel scheduled", Level = AlertLevel.High, FiresBelow = false, FireAt = 0, ResolveAt = 0,
            WorseBy = 0.25m, DoNext = "Ask why before the last day." },
        new() { Id = "trial-unused", Signal = Signal.UnusedTrialDays, Title = "Trial ends unused", Level = AlertLevel.Medium, FiresBelow = true, FireAt = 3, ResolveAt = 3,
            DoNext = "Offer help with the first steps." },
        new() { Id = UsageLimit, Signal = Signal.LimitShare, Title = "Expansion", Level = AlertLevel.Opportunity, FiresBelow = false, FireAt = 0.80m, ResolveAt = 0.70m,
            WorseBy = 0.20m, DoNext = "Write before the limit comes and offer the next plan." },
        new() { Id = "downgrade", Signal = Signal.ContractionShare, Title = "Big downgrade", Level = AlertLevel.Medium, FiresBelow = false, FireAt = 0.25m, ResolveAt = 0.25m,
            WorseBy = 0.25m, DoNext = "Ask what the smaller plan lacks." },
        new() { Id = "mrr-drop", Signal = Signal.MrrChange, Title = "MRR fell", Level = AlertLevel.High, FiresBelow = true, FireAt = -0.03m, ResolveAt = -0.02m,
            KeepFiringFor = _oneDay, WorseBy = 0.02m, DoNext = "Ask /why to see what moved it." },
        new() { Id = "target", Signal = Signal.TargetOutlook, Title = "Target at risk", Level = AlertLevel.Medium, FiresBelow = true, FireAt = 0.97m, ResolveAt = 1,
            For = _oneDay, KeepFiringFor = _oneDay, WorseBy = 0.05m, DoNext = "Ask /target for the pace that is needed." },
        new() { Id = "nps-detractor", Signal = Signal.NpsScore, Title = "Unhappy answer", Level = AlertLevel.Medium, FiresBelow = true, FireAt = 7, ResolveAt = 7,
            WorseBy = 3, DoNext = "Thank for the answer and ask what was missing." },
        new() { Id = StaleSource, Signal = Signal.SilentHours, Title = "Data is late", Level = AlertLevel.Notice, FiresBelow = false, FireAt = 24, ResolveAt = 1,
            DoNext = "Check the connection of the source, then run its catch-up." },
    ];
}
