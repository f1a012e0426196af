using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Expansion;

/// <summary>What a customer's plans allow of a metric in a billing cycle.</summary>
/// <param name="Allowed">Above 0; where several items allow of it, their sum brought to the cycle of the largest.</param>
/// <param name="Since">First instant of the running cycle.</param>
/// <param name="Item">Place of the largest item with this limit among the customer's upgrades.</param>
public sealed record LimitCycle(string Metric, decimal Allowed, DateTimeOffset Since, int Item);

/// <summary>A paying customer as far as its subscriptions, payments and tickets tell.</summary>
/// <param name="Mrr">Micro-units of the reporting currency.</param>
/// <param name="Upgrades">One for each running recurring item of a known plan, the largest first by list price in the reporting currency.</param>
public sealed record ExpansionCase(string CustomerId, long Mrr, HeldBy Held, IReadOnlyList<Upgrade> Upgrades, IReadOnlyList<LimitCycle> Limits)
{
    /// <summary>Null: it does not pay, or for no plan that is known. Facts after the moment change nothing.</summary>
    /// <param name="trace">Its events, payments and tickets; usage is not looked at.</param>
    public static ExpansionCase? Of(CustomerTrace trace, ExpansionMoment moment)
    {
        var terms = CustomerTerms.At(trace.Events, moment.Rules, moment.At);
        if (terms.Stage != CustomerStage.Paying) return null;
        List<(LiveItem Item, PlanTerms Plan)> items = [];
        foreach (var item in terms.Items.OrderByDescending(item => item.Gross * (moment.Rates.Find(item.State.Currency, moment.Today) ?? 0)))
            if (item is { Gross: > 0, State.Kind: ItemKind.Recurring } && moment.Plans.Find(item.State.PlanId) is { } plan) items.Add((item, plan));
        return items.Count == 0 ? null : new ExpansionCase(
            trace.CustomerId, terms.MrrAt(moment.Rates, moment.Today), HeldOf(trace, terms, moment.At), [.. items.Select(item => Upgrade.Of(item.Item, item.Plan, moment))], LimitsOf(items, moment.At));
    }

    private static HeldBy HeldOf(CustomerTrace trace, CustomerTerms terms, DateTimeOffset at)
    {
        if (PaymentReading.IsFailing(trace.Payments, terms.Items, at)) return HeldBy.FailingPayment;
        if (trace.Tickets.Any(ticket => ticket.IsSevere && ticket.IsOpenAt(at))) return HeldBy.SevereTicket;
        return terms.CancelScheduled ? HeldBy.ScheduledCancel : HeldBy.Nothing;
    }

    private static IReadOnlyList<LimitCycle> LimitsOf(List<(LiveItem Item, PlanTerms Plan)> items, DateTimeOffset at) =>
    [
        .. items.SelectMany((item, place) => item.Plan.Limits.Select(limit => (Metric: limit.Key, Allowed: limit.Value, Place: place)))
            .GroupBy(limit => limit.Metric, StringComparer.OrdinalIgnoreCase).Select(limits => LimitOf([.. limits], items, at)),
    ];

    private static LimitCycle LimitOf(List<(string Metric, decimal Allowed, int Place)> limits, List<(LiveItem Item, PlanTerms Plan)> items, DateTimeOffset at)
    {
        var (metric, _, place) = limits[0];
        var days = items[place].Item.CycleDays;
        return new(metric, limits.Sum(limit => items[limit.Place].Item.CycleDays is var own && own == days ? limit.Allowed : limit.Allowed * days / own), BillingCycle.StartOf(items[place].Item, at), place);
    }
}
