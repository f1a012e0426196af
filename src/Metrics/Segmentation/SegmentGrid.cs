using RevenueBot.Metrics.Ratios;

namespace RevenueBot.Metrics.Segmentation;

/// <summary>A customer at the start of a month, and whether it no longer paid at its end.</summary>
public readonly record struct ObservedCustomer(CustomerTraits Start, bool Left);

/// <summary>All customers at the start of a whole month.</summary>
public sealed record SegmentMonth(Month Month, IReadOnlyList<ObservedCustomer> Customers);

/// <summary>Money without a rate, micro-units of its own currency.</summary>
public readonly record struct UnratedMrr(string Currency, long Mrr);

/// <summary>Every customer who pays or is in a trial, in exactly one segment.</summary>
/// <param name="Rows">In the order of the rules, <see cref="SegmentRule.Other"/> last; they add up to the total's customers and MRR.</param>
/// <param name="Unrated">MRR that is in no row.</param>
public sealed record SegmentGrid(IReadOnlyList<SegmentRow> Rows, SegmentRow Total, IReadOnlyList<UnratedMrr> Unrated)
{
    /// <param name="now">All customers; those who neither pay nor are in a trial are left out.</param>
    /// <param name="months">For each of the last whole months all customers at its start, classified by the same rules as of that day.</param>
    /// <param name="margin">Gross margin as a fraction, for lifetime values.</param>
    public static SegmentGrid Of(
        IReadOnlyList<CustomerTraits> now, IReadOnlyList<SegmentMonth> months, IReadOnlyList<SegmentRule> rules, decimal margin)
    {
        var segmentOf = Classifier(now, rules);
        var customers = now.Where(customer => customer.Counts).ToLookup(segmentOf);
        var observed = months.SelectMany(month => Observed(month, rules)).ToLookup(row => row.Segment);
        var segments = rules.Select(rule => (rule.Segment, rule.Action)).DistinctBy(rule => rule.Segment)
            .Where(rule => rule.Segment != SegmentRule.Other).Append((Segment: SegmentRule.Other, Action: ActionOfOther(rules))).ToList();
        var mrr = Rounding.WholeParts([.. segments.Select(segment => customers[segment.Segment].Sum(customer => customer.Mrr))]);
        var rows = segments.Select((segment, i) => Row(segment, [.. customers[segment.Segment]], mrr[i], [.. observed[segment.Segment].Select(row => row.Month)], margin)).ToList();
        var total = Row(("All", ""), [.. now.Where(customer => customer.Counts)], mrr.Sum(), [.. months.Select(month => Churn(month.Month, month.Customers))], margin);
        return new SegmentGrid(rows, total, []);
    }

    private static SegmentRow Row((string Segment, string Action) segment, List<CustomerTraits> customers, long mrr, List<MonthChurn> months, decimal margin)
    {
        var paying = customers.Count(customer => customer.IsPaying);
        var lifetime = SegmentLifetime.Of(LtvEstimate.Of(RevenueRatios.Arpa(mrr, paying), margin, months));
        return new(segment.Segment, segment.Action, customers.Count, paying, mrr, months.Sum(month => month.Opening), months.Sum(month => month.Left), lifetime);
    }

    private static MonthChurn Churn(Month month, IEnumerable<ObservedCustomer> customers)
    {
        var paying = customers.Where(customer => customer.Start.IsPaying).ToList();
        return new MonthChurn(month, paying.Count, paying.Count(customer => customer.Left));
    }

    /// <summary>The segment of each customer by the ARPA of its own day: first match wins.</summary>
    public static Func<CustomerTraits, string> Classifier(IReadOnlyCollection<CustomerTraits> everybody, IReadOnlyList<SegmentRule> rules)
    {
        var paying = everybody.Count(customer => customer.IsPaying);
        var arpa = paying == 0 ? 0 : everybody.Sum(customer => customer.Mrr) / paying;
        return traits => rules.FirstOrDefault(rule => rule.Takes(traits, arpa))?.Segment ?? SegmentRule.Other;
    }

    private static IEnumerable<(string Segment, MonthChurn Month)> Observed(SegmentMonth month, IReadOnlyList<SegmentRule> rules)
    {
        var segmentOf = Classifier([.. month.Customers.Select(row => row.Start)], rules);
        return month.Customers.GroupBy(row => segmentOf(row.Start)).Select(segment => (segment.Key, Churn(month.Month, segment)));
    }

    private static string ActionOfOther(IReadOnlyList<SegmentRule> rules) =>
        rules.FirstOrDefault(rule => rule.Segment == SegmentRule.Other)?.Action ?? SegmentRule.OtherAction;
}
