namespace RevenueBot.Metrics.Segmentation;

/// <summary>A customer at the start of a month, and whether it was gone at its end.</summary>
public readonly record struct ObservedMonth(CustomerTraits Start, bool Left);

/// <summary>Money without a rate, micro-units of its own currency.</summary>
public readonly record struct UnratedMrr(string Currency, long Mrr);

/// <summary>Every customer who pays or is in a trial, in exactly one segment.</summary>
/// <param name="Rows">In the order of the rules, <see cref="SegmentRule.Other"/> last; they add up to the total's customers and MRR.</param>
/// <param name="Unrated">MRR that is in no row.</param>
public sealed record SegmentGrid(IReadOnlyList<SegmentRow> Rows, SegmentRow Total, IReadOnlyList<UnratedMrr> Unrated)
{
    /// <param name="now">All customers; those who neither pay nor are in a trial are left out.</param>
    /// <param name="months">For each of the last whole months all customers at its start, classified by the same rules as of that day.</param>
    public static SegmentGrid Of(
        IReadOnlyList<CustomerTraits> now, IReadOnlyList<IReadOnlyList<ObservedMonth>> months, IReadOnlyList<SegmentRule> rules, IReadOnlyList<UnratedMrr> unrated)
    {
        var segmentOf = Classifier(now, rules);
        var customers = now.Where(customer => customer.Counts).ToLookup(segmentOf);
        var observed = months.SelectMany(month => Observed(month, rules)).ToLookup(row => row.Segment, row => row.Left);
        var segments = rules.Select(rule => (rule.Segment, rule.Action)).DistinctBy(rule => rule.Segment)
            .Where(rule => rule.Segment != SegmentRule.Other).Append((SegmentRule.Other, ActionOfOther(rules))).ToList();
        var mrr = Rounding.WholeParts([.. segments.Select(segment => customers[segment.Item1].Sum(customer => customer.Mrr))]);
        var rows = segments.Select((segment, i) => new SegmentRow(
            segment.Item1, segment.Item2, customers[segment.Item1].Count(), customers[segment.Item1].Count(customer => customer.IsPaying), mrr[i],
            observed[segment.Item1].Count(), observed[segment.Item1].Count(left => left))).ToList();
        return new SegmentGrid(rows, TotalOf(rows), unrated);
    }

    /// <summary>The segment of each customer by the ARPA of its own day: first match wins.</summary>
    public static Func<CustomerTraits, string> Classifier(IReadOnlyCollection<CustomerTraits> everybody, IReadOnlyList<SegmentRule> rules)
    {
        var paying = everybody.Count(customer => customer.IsPaying);
        var arpa = paying == 0 ? 0 : everybody.Sum(customer => customer.Mrr) / paying;
        return traits => rules.FirstOrDefault(rule => rule.Takes(traits, arpa))?.Segment ?? SegmentRule.Other;
    }

    private static IEnumerable<(string Segment, bool Left)> Observed(IReadOnlyList<ObservedMonth> month, IReadOnlyList<SegmentRule> rules)
    {
        var segmentOf = Classifier([.. month.Select(row => row.Start)], rules);
        return month.Where(row => row.Start.IsPaying).Select(row => (segmentOf(row.Start), row.Left));
    }

    private static string ActionOfOther(IReadOnlyList<SegmentRule> rules) =>
        rules.FirstOrDefault(rule => rule.Segment == SegmentRule.Other)?.Action ?? SegmentRule.OtherAction;

    private static SegmentRow TotalOf(List<SegmentRow> rows) => new(
        "All", "", rows.Sum(row => row.Customers), rows.Sum(row => row.Paying), rows.Sum(row => row.Mrr), rows.Sum(row => row.CustomerMonths), rows.Sum(row => row.Left));
}
