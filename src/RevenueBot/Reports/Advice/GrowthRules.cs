using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Advice;

/// <summary>Rules about growth that is near.</summary>
internal static class GrowthRules
{
    private const int Days = 30, FewestTrials = 10, CohortsBefore = 3;
    private const decimal Drop = 0.10m;

    /// <summary>The newest month of trials that is final, with at least ten of them, converted at least 10 points less than the three before it together.</summary>
    public static AdviceDraft? TrialConversion(AdviceFacts facts)
    {
        var mature = facts.Trials.Where(cohort => cohort.IsMature(Days, facts.Last)).ToList();
        if (mature is not [.., var newest] || newest.Started < FewestTrials || facts.Asp is not { } asp) return null;
        var before = mature.SkipLast(1).TakeLast(CohortsBefore).ToList();
        if (before.Count == 0 || before.Sum(cohort => cohort.Started) < FewestTrials) return null;
        var (now, then) = (newest.Share(Days), (decimal)before.Sum(cohort => cohort.PaidWithin(Days)) / before.Sum(cohort => cohort.Started));
        if (then - now < Drop) return null;
        var missing = LossRules.Part(asp, (then - now) * newest.Started);
        return new()
        {
            Do = "Find out why fewer trials become customers", Owner = facts.Owners.Product, By = facts.Today.AddDays(21),
            Evidence =
            [
                $"Of {Format.Counted(newest.Started, "trial")} begun in {Name(newest, facts)}, {Format.Percent(now)} paid within {Days} days.",
                $"Of {Format.Counted(before.Sum(cohort => cohort.Started), "trial")} begun in {Span(before, facts)}, {Format.Percent(then)} did.",
            ],
            Receipt = "/trials conversion",
            Worth = new(missing / 2, missing, $"if half to all of the difference comes back, at {facts.Money(asp)} for a new customer as in {facts.MonthName}"),
            NextStep = $"Ask five of those who did not pay", Doubt = $"{Format.Counted(newest.Started, "trial")} are few: a part of the drop may be chance", Sure = Sureness.Likely,
            Measure = new("trials of the newest final month that did not pay", newest.Started - newest.PaidWithin(Days), IsMoney: false),
        };
    }

    /// <summary>Customers are above 80% of a limit of their plan, and what the next plan would bring is known.</summary>
    public static AdviceDraft? NearLimit(AdviceFacts facts)
    {
        if (facts.Expansion is not { } found || found.ByReason.GetValueOrDefault(ExpansionReason.Limit) is not { Customers: > 0, Gain: > 0 } near) return null;
        var many = near.Customers != 1;
        return new()
        {
            Do = $"Offer the next plan to the {(many ? $"{Format.CountWord(near.Customers)} customers" : "customer")} above 80% of a limit", Owner = facts.Owners.Sales, By = facts.Today.AddDays(14),
            Evidence =
            [
                $"On {facts.Day(facts.Today)} {Format.Counted(near.Customers, "customer")} {(many ? "are" : "is")} above 80% of a limit in the running cycle; the next plan would bring {facts.Money(near.Gain)} MRR.",
                $"Expansion added {facts.Money(facts.Month.Expansion)} in {facts.MonthName}, against {facts.Money(facts.Before.Expansion)} in {facts.MonthBeforeName}.",
            ],
            Receipt = "/expansion",
            Worth = new(near.Gain / 4, near.Gain / 2, "if a quarter to a half of them take it; both shares are assumptions"),
            NextStep = "Write to the one nearest to its limit", Doubt = "Some use less instead of paying more", Sure = Sureness.Guess, Measure = new("customers above 80% of a limit", near.Customers, IsMoney: false),
        };
    }

    private static string Name(TrialCohort cohort, AdviceFacts facts) => facts.Asked.Days.MonthName(Month.Of(cohort.FirstDay));

    private static string Span(List<TrialCohort> cohorts, AdviceFacts facts) => cohorts.Count == 1 ? Name(cohorts[0], facts) : $"{Name(cohorts[0], facts)} to {Name(cohorts[^1], facts)}";
}
