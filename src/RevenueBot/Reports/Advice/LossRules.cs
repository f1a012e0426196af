using RevenueBot.Metrics.Health;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Advice;

/// <summary>Rules about MRR that is lost, or about to be.</summary>
internal static class LossRules
{
    private const decimal InvoluntaryShare = 0.15m, SharedShare = 0.5m, PlanFactor = 1.5m, PlanWeight = 0.05m;
    private const int FewestShared = 4;

    /// <summary>Unpaid invoices took at least 15% of the churn of the month or the one before, and payments fail now.</summary>
    public static AdviceDraft? Involuntary(AdviceFacts facts)
    {
        var (lost, churn) = (-facts.Involuntary, -facts.Month.Churn);
        var share = Math.Max(Share(lost, churn), Share(-facts.InvoluntaryBefore, -facts.Before.Churn));
        if (share < InvoluntaryShare || facts.Failing is not { Count: > 0 } failing) return null;
        var stake = failing.Sum(customer => customer.Mrr);
        return new()
        {
            Do = "Call customers within a day when a payment fails", Owner = Owners.Of(failing, facts.Owners.Billing), By = facts.Today.AddDays(7),
            Evidence =
            [
                $"Unpaid invoices took {facts.Money(lost)} of the {facts.Money(churn)} churn of {facts.MonthName}, and {facts.Money(-facts.InvoluntaryBefore)} of {facts.Money(-facts.Before.Churn)} in {facts.MonthBeforeName}.",
                $"On {facts.Day(facts.Today)} payments of {Format.Counted(failing.Count, "customer")} fail, {facts.Money(stake)} MRR.",
            ],
            Receipt = $"/mrr why in {facts.AskedMonth}",
            Worth = new(stake / 4, stake / 2, $"if a quarter to a half of the {facts.Money(stake)} that fails now is paid after a call; both shares are assumptions"),
            NextStep = failing.Count == 1 ? "Call the one whose payment fails" : $"Call the {Format.CountWord(failing.Count)} whose payments fail, the largest first",
            Doubt = "Some pay by themselves at the next try", Sure = Sureness.Likely, Measure = new("MRR that unpaid invoices took", lost),
        };
    }

    /// <summary>At least four customers at high risk, and at least half of all of them, are held down most by the same thing.</summary>
    public static AdviceDraft? SharedCause(AdviceFacts facts)
    {
        var groups = facts.HighRisk.Where(one => one.Worst is not null).GroupBy(one => one.Worst!.Value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key);
        if (groups.FirstOrDefault()?.ToList() is not { Count: >= FewestShared } shared || shared.Count < facts.HighRisk.Count * SharedShare || facts.LogoChurn is not { } usual) return null;
        var (stake, part) = (shared.Sum(one => one.Customer.Mrr), HealthWords.Part(shared[0].Worst!.Value).ToLowerInvariant());
        var owner = shared[0].Worst!.Value is HealthPartKind.Features or HealthPartKind.Trend or HealthPartKind.Regularity or HealthPartKind.Team ? facts.Owners.Product : facts.Owners.Success;
        return new()
        {
            Do = $"Find out what {Format.CountWord(shared.Count)} customers at high risk share: each loses most of its health to {part}", Owner = owner, By = facts.Today.AddDays(14),
            Evidence =
            [
                $"On {facts.Day(facts.Today)} {Format.Count(shared.Count)} of the {Format.Count(facts.HighRisk.Count)} customers at high risk lose most of their health to {part}.",
                $"They pay {facts.Money(stake)} MRR, {Format.Percent(Share(stake, facts.MrrToday))} of all on that day.",
            ],
            Receipt = "/at-risk",
            Worth = new(Part(stake, usual), stake / 2, $"if as many of them would leave as of all customers in {facts.MonthName} ({Format.Percent(usual)}), or half; the half is an assumption"),
            NextStep = "Ask the three largest of them what stopped", Doubt = "The same sign is not the same cause", Sure = Sureness.Likely,
            Measure = new($"customers at high risk whose {part} is the worst part", shared.Count, IsMoney: false),
        };
    }

    /// <summary>A cancel is scheduled.</summary>
    public static AdviceDraft? ScheduledCancels(AdviceFacts facts)
    {
        var (count, ends) = (facts.Cancelling.Count, facts.Cancelling.Sum(customer => customer.Mrr));
        if (count == 0) return null;
        return new()
        {
            Do = $"Ask the {(count == 1 ? "customer" : $"{Format.CountWord(count)} customers")} with a scheduled cancel why", Owner = Owners.Of(facts.Cancelling, facts.Owners.Success), By = facts.Today.AddDays(7),
            Evidence =
            [
                $"On {facts.Day(facts.Today)} {Format.Counted(count, "customer")} of {facts.Money(ends)} MRR {(count == 1 ? "has" : "have")} a cancel scheduled.",
                $"Committed MRR was {facts.Money(facts.Month.Committed)} on {facts.Day(facts.Last)}, against MRR of {facts.Money(facts.Month.Closing)}.",
            ],
            Receipt = "/mrr",
            Worth = new(ends / 8, ends / 4, "if one in eight to one in four changes its mind; both are guesses"),
            NextStep = count == 1 ? "Write to it before its last day" : "Write to the two that end first", Doubt = "Whoever has decided is seldom won back", Sure = Sureness.Guess,
            Measure = new("MRR with a scheduled cancel", ends),
        };
    }

    /// <summary>A plan of at least 5% of MRR lost at least 1.5 times the share that all plans lost.</summary>
    public static AdviceDraft? PlanLosses(AdviceFacts facts)
    {
        var (opening, lost) = (facts.Plans.Sum(plan => plan.Opening), facts.Plans.Sum(plan => plan.Lost));
        if (opening <= 0 || lost >= 0 || facts.Plans.Count < 2) return null;
        var all = Share(-lost, opening);
        var worst = facts.Plans.Where(plan => plan.Opening >= opening * PlanWeight && Share(-plan.Lost, plan.Opening) >= all * PlanFactor).MinBy(plan => plan.Lost);
        if (worst is null) return null;
        var excess = -worst.Lost - Part(worst.Opening, all);
        return new()
        {
            Do = $"Ask customers who left or downgraded from {worst.Name} what it lacks for its price", Owner = facts.Owners.Product, By = facts.Today.AddDays(21),
            Evidence =
            [
                $"{worst.Name} lost {facts.Money(-worst.Lost)} of the {facts.Money(worst.Opening)} it opened {facts.MonthName} with ({Format.Percent(Share(-worst.Lost, worst.Opening))}).",
                $"All plans lost {Format.Percent(all)} in the same month, {facts.Money(-lost)} of {facts.Money(opening)}.",
            ],
            Receipt = $"/churn gross by plan in {facts.AskedMonth}",
            Worth = new(excess / 2, excess, $"if half to all of what {worst.Name} lost above the rate of all plans had stayed"),
            NextStep = "Call three of those who left last month", Doubt = "One month of one plan may be chance", Sure = Sureness.Guess, Measure = new($"MRR that {worst.Name} lost", -worst.Lost),
        };
    }

    internal static decimal Share(long part, long whole) => whole <= 0 ? 0 : (decimal)part / whole;

    internal static long Part(long amount, decimal share) => decimal.ToInt64(Math.Round(amount * share, MidpointRounding.AwayFromZero));
}
