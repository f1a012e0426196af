using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Advice;

/// <summary>Rules about contracts: how much hangs on few, and when they end.</summary>
internal static class TermRules
{
    private const decimal OneShare = 0.10m, FiveShare = 0.25m, RenewingShare = 0.05m;
    private const int Five = 5;

    /// <summary>One customer pays at least 10% of MRR, or five at least 25%; of at least twenty customers.</summary>
    public static AdviceDraft? Concentration(AdviceFacts facts)
    {
        if (facts.Largest.Count < Five || facts.Month.Customers < Five * 4) return null;
        var five = facts.Largest.Take(Five).ToList();
        var (one, all) = (five[0].Mrr, five.Sum(customer => customer.Mrr));
        if (LossRules.Share(one, facts.MrrToday) < OneShare && LossRules.Share(all, facts.MrrToday) < FiveShare) return null;
        return new()
        {
            Do = "Agree on terms of a year or more with the five largest customers", Owner = Owners.Of(five, facts.Owners.Sales), By = facts.Today.AddDays(45),
            Evidence =
            [
                $"The five largest of {Format.Counted(facts.Month.Customers, "customer")} pay {facts.Money(all)} MRR on {facts.Day(facts.Today)}, {Format.Percent(LossRules.Share(all, facts.MrrToday))} of all.",
                $"The largest alone pays {facts.Money(one)} ({Format.Percent(LossRules.Share(one, facts.MrrToday))}).",
            ],
            Receipt = "/customers",
            Worth = new(five[^1].Mrr, one, "if one of the five would leave otherwise, the smallest of them or the largest"),
            NextStep = "Find out when the term of each ends", Doubt = "Large customers may leave less often than others; that is not measured here", Sure = Sureness.Guess, Measure = new("MRR of the five largest customers", all),
        };
    }

    /// <summary>Contracts of at least 5% of MRR end their term within the two months after the report's.</summary>
    public static AdviceDraft? RenewalsDue(AdviceFacts facts)
    {
        var due = facts.Renewing.Take(2).Sum();
        if (LossRules.Share(due, facts.Month.Closing) < RenewingShare || facts.YearGrr is not { } kept || kept >= 1) return null;
        var (until, loss) = (Month.Of(facts.Last).Plus(2).LastDay, LossRules.Part(due, 1 - kept));
        return new()
        {
            Do = $"Talk to every customer whose term ends by {facts.Day(until)} before it does", Owner = facts.Owners.Success, By = facts.Today.AddDays(30),
            Evidence =
            [
                $"Contracts of {facts.Money(due)} MRR end their term by {facts.Day(until)}, {Format.Percent(LossRules.Share(due, facts.Month.Closing))} of MRR on {facts.Day(facts.Last)}.",
                $"Gross revenue retention was {Format.Percent(kept)} over the 12 months to {facts.Day(facts.Last)}.",
            ],
            Receipt = "/forecast",
            Worth = new(loss / 4, loss / 2, $"if the year's {Format.Percent(1 - kept)} of it would be lost ({facts.Money(loss)}) and a quarter to a half of that stays after a talk; both shares are assumptions"),
            NextStep = "List the terms that end first, with their owners", Doubt = "Longer contracts may renew better than all customers do", Sure = Sureness.Likely, Measure = new("MRR whose term ends within two months", due),
        };
    }
}
