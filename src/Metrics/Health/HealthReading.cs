using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Health;

/// <summary>By which rules facts are counted.</summary>
public sealed record HealthRules(LedgerRules Ledger, PlanCatalogue Plans)
{
    /// <summary>Days from the first payment on in which a customer is not scored.</summary>
    public const int NewDays = 14;
}

/// <summary>What a customer's facts up to an instant say.</summary>
/// <param name="Signals">Null where it is not scored.</param>
/// <param name="WeekAgo">Signals of a week before, counted in the same way from facts up to then; null where it was not scored then.</param>
/// <param name="Before">Terms of a week before.</param>
public sealed record HealthReading(NotScored NotScored, CustomerTerms Terms, CustomerTerms Before, HealthSignals? Signals, HealthSignals? WeekAgo)
{
    /// <summary>Facts after a moment change nothing of it.</summary>
    public static HealthReading Of(CustomerTrace trace, HealthMoments moments, HealthRules rules)
    {
        var terms = CustomerTerms.At(trace.Events, rules.Ledger, moments.Now.At);
        var before = CustomerTerms.IsQuiet(trace.Events, moments.WeekAgo.At, moments.Now.At) ? terms : CustomerTerms.At(trace.Events, rules.Ledger, moments.WeekAgo.At);
        var reason = ReasonOf(terms, moments.Now.Today);
        return new(
            reason, terms, before, reason == NotScored.None ? SignalsAt(trace, terms, moments, moments.Now, rules.Plans) : null,
            ReasonOf(before, moments.WeekAgo.Today) == NotScored.None ? SignalsAt(trace, before, moments, moments.WeekAgo, rules.Plans) : null);
    }

    /// <summary>Why a customer of these terms has no score on a day.</summary>
    public static NotScored ReasonOf(CustomerTerms terms, DateOnly today) => terms.Stage switch
    {
        CustomerStage.Paying => today.DayNumber - terms.PaidSince!.Value.DayNumber < HealthRules.NewDays ? NotScored.New : NotScored.None,
        CustomerStage.Trial => NotScored.Trial,
        CustomerStage.Paused => NotScored.Paused,
        CustomerStage.Left => NotScored.Left,
        CustomerStage.Free => NotScored.Free,
    };

    private static HealthSignals SignalsAt(CustomerTrace trace, CustomerTerms terms, HealthMoments moments, HealthMoment moment, PlanCatalogue catalogue)
    {
        var (isNow, shift) = (ReferenceEquals(moment, moments.Now), moments.ShiftOf(moment));
        var registered = isNow ? trace.People.Now : trace.People.Before;
        var usage = UsageReading.Of(trace.Usage, registered, moment, shift, terms.PaidSince!.Value);
        var plans = terms.Items.Select(item => (Plan: catalogue.Find(item.State.PlanId), item.CycleDays)).Where(item => item.Plan is not null).Select(item => (item.Plan!, item.CycleDays)).ToList();
        return new HealthSignals(
            usage, usage is null ? null : AdoptionReading.Of(trace.Usage, plans, moment, shift, isNow),
            SupportReading.Of(trace.Tickets, Math.Max(registered, usage?.People ?? 0), moment), PaymentReading.Of(trace.Payments, terms.Items, moment.At));
    }
}
