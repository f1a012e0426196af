namespace RevenueBot.Metrics.Expansion;

/// <summary>Finds who is ready to grow (DEFINITIONS §8).</summary>
public static class Opportunities
{
    /// <summary>Every opportunity, also those that are held back: the most money first, unknown money last, then by id.</summary>
    public static IReadOnlyList<Opportunity> Of(IReadOnlyCollection<ExpansionCase> customers, ExpansionUsage usage, int? entryTier)
    {
        var power = customers.SelectMany(customer => customer.Upgrades.Where(upgrade => upgrade.From.Tier is { } tier && tier == entryTier).Select(upgrade => (upgrade.From.PlanId, customer.CustomerId)))
            .Distinct().GroupBy(pair => pair.PlanId, pair => pair.CustomerId).ToDictionary(plan => plan.Key, plan => PowerUse.Among([.. plan], usage));
        return
        [
            .. customers.Select(customer => Of(customer, usage, power)).OfType<Opportunity>()
                .OrderByDescending(found => found.Gain ?? long.MinValue).ThenBy(found => found.CustomerId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Of every customer who used anything of a limit, its largest share in the running cycle.</summary>
    public static IReadOnlyList<LimitUse> LimitsOf(IEnumerable<ExpansionCase> customers, ExpansionUsage usage) =>
    [
        .. customers.Select(customer => new LimitUse(customer.CustomerId, customer.Limits.Select(limit => usage.InCycle(customer.CustomerId, limit) / limit.Allowed).DefaultIfEmpty().Max(), customer.Held))
            .Where(use => use.Share > 0),
    ];

    private static Opportunity? Of(ExpansionCase customer, ExpansionUsage usage, IReadOnlyDictionary<string, IReadOnlyDictionary<string, PowerUse>> power)
    {
        List<OpportunityPart> parts = [.. Limits(customer, usage), .. Team(customer, usage), .. Power(customer, power)];
        parts.RemoveAll(part => part.Gain <= 0); // the next plan would not bring more than today's terms
        return parts.Count == 0 ? null : new Opportunity(customer.CustomerId, parts, customer.Held, customer.Mrr);
    }

    /// <summary>Strictly above 80%: exactly 80% is not. A customer at its limit with no higher plan is one too: it may want more at another price.</summary>
    private static IEnumerable<OpportunityPart> Limits(ExpansionCase customer, ExpansionUsage usage) => customer.Limits
        .Select(limit => (Limit: limit, Used: usage.InCycle(customer.CustomerId, limit))).Where(pair => pair.Used * 5 > pair.Limit.Allowed * 4)
        .OrderByDescending(pair => pair.Used / pair.Limit.Allowed).ThenBy(pair => pair.Limit.Metric, StringComparer.Ordinal)
        .Select(pair => Part(ExpansionReason.Limit, customer, pair.Limit.Item) with { Metric = pair.Limit.Metric, Amount = pair.Used, Of = pair.Limit.Allowed });

    private static IEnumerable<OpportunityPart> Team(ExpansionCase customer, ExpansionUsage usage)
    {
        var place = customer.Upgrades.TakeWhile(upgrade => upgrade.To is null).Count();
        if (usage.PeopleOf(customer.CustomerId) is > 1 and var people && place < customer.Upgrades.Count) yield return Part(ExpansionReason.Team, customer, place) with { Amount = people };
    }

    private static IEnumerable<OpportunityPart> Power(ExpansionCase customer, IReadOnlyDictionary<string, IReadOnlyDictionary<string, PowerUse>> power)
    {
        for (var place = 0; place < customer.Upgrades.Count; place++)
            if (customer.Upgrades[place] is { To: not null } upgrade && power.TryGetValue(upgrade.From.PlanId, out var plan) && plan.TryGetValue(customer.CustomerId, out var use))
                yield return Part(ExpansionReason.PowerUse, customer, place) with { Metric = use.Metric, Amount = use.Rank, Of = use.Customers };
    }

    private static OpportunityPart Part(ExpansionReason reason, ExpansionCase customer, int place)
    {
        var upgrade = customer.Upgrades[place];
        return new(reason, place, upgrade.From.Name, upgrade.To?.Name, upgrade.Gain, upgrade.NoGain, null, 0, 0);
    }
}
