namespace RevenueBot.Metrics.Lifetime;

/// <summary>Realised customer lifetime value of the customers acquired on one plan. Money is in micro-units of the reporting currency.</summary>
/// <param name="PlanId">Empty where the plan at acquisition is not known, and for the total.</param>
/// <param name="Customers">Who ever paid.</param>
/// <param name="Revenue">All they brought.</param>
/// <param name="Median">Median per customer; 0 without one.</param>
/// <param name="Months">All months of service.</param>
/// <param name="Rows">Payments, refunds and disputes behind the revenue.</param>
public sealed record PlanLifetime(string PlanId, int Customers, long Revenue, long Median, decimal Months, int Rows)
{
    /// <summary>Revenue per customer; null without one.</summary>
    public long? Mean => Customers == 0 ? null : LifetimeValue.Micros((decimal)Revenue / Customers);

    /// <summary>Months of service per customer; null without one.</summary>
    public decimal? MeanMonths => Customers == 0 ? null : Months / Customers;

    /// <summary>All revenue by all months of service, so that short lives weigh little; null without a month of service.</summary>
    public long? MonthlyValue => Months == 0 ? null : LifetimeValue.Micros(Revenue / Months);
}

/// <summary>Realised CLV by plan at acquisition.</summary>
/// <param name="Plans">In ordinal order of plan id; their revenues add up to the total's.</param>
/// <param name="LeftOut">Customers with money that has no rate: they are in no figure, so that no mean is too low.</param>
/// <param name="Unrated">Their unconverted money by currency.</param>
public sealed record LifetimeValue(IReadOnlyList<PlanLifetime> Plans, PlanLifetime Total, int LeftOut, IReadOnlyList<Unrated> Unrated)
{
    /// <summary>The mean over customers who ever paid (DEFINITIONS §4). Whoever has no payment is not asked about.</summary>
    public static LifetimeValue Of(IReadOnlyList<CustomerLifetime> customers)
    {
        var rated = customers.Where(customer => customer.Revenue.Unrated.Count == 0).ToList();
        var plans = rated.GroupBy(customer => customer.PlanId).OrderBy(plan => plan.Key, StringComparer.Ordinal).Select(plan => (plan.Key, List: plan.ToList())).ToList();
        var revenues = Rounding.WholeParts([.. plans.Select(plan => plan.List.Sum(customer => customer.Revenue.Net))]);
        var unrated = customers.SelectMany(customer => customer.Revenue.Unrated).GroupBy(money => money.Currency).OrderBy(money => money.Key, StringComparer.Ordinal);
        return new(
            [.. plans.Select((plan, i) => Row(plan.Key, plan.List, revenues[i]))], Row("", rated, revenues.Sum()), customers.Count - rated.Count,
            [.. unrated.Select(money => new Unrated(money.Key, money.Sum(row => row.Amount)))]);
    }

    /// <summary>The same of the customers acquired on one plan; who is left out is known only of all.</summary>
    public LifetimeValue OfPlan(string plan)
    {
        var one = Plans.FirstOrDefault(row => row.PlanId == plan) ?? new PlanLifetime(plan, 0, 0, 0, 0, 0);
        return this with { Plans = [one], Total = one };
    }

    internal static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));

    private static PlanLifetime Row(string plan, List<CustomerLifetime> customers, long revenue) => new(
        plan, customers.Count, revenue, Micros(Median.Of([.. customers.Select(customer => customer.Revenue.Net).Order()]) ?? 0),
        customers.Sum(customer => customer.Months), customers.Sum(customer => customer.Revenue.Rows));
}
