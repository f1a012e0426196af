namespace RevenueBot.Reports.Advice;

/// <summary>Every rule of recommendations, in one table. Their thresholds stand beside what they write.</summary>
internal static class AdviceRules
{
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        new("involuntary-share", 1, LossRules.Involuntary),
        new("shared-cause", 1, LossRules.SharedCause),
        new("scheduled-cancel", 1, LossRules.ScheduledCancels),
        new("plan-losses", 1, LossRules.PlanLosses),
        new("concentration", 1, TermRules.Concentration),
        new("renewals-due", 1, TermRules.RenewalsDue),
        new("trial-conversion", 1, GrowthRules.TrialConversion),
        new("near-limit", 1, GrowthRules.NearLimit),
    ];
}
