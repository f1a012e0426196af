namespace RevenueBot.Metrics.Expansion;

/// <summary>Customers and what they could bring, micro-units of MRR; unknown money adds nothing.</summary>
public readonly record struct ExpansionSum(int Customers, long Gain)
{
    public static ExpansionSum Of(IEnumerable<Opportunity> found) => found.Aggregate(default(ExpansionSum), (sum, next) => new(sum.Customers + 1, sum.Gain + (next.Gain ?? 0)));
}

/// <summary>All opportunities of a moment.</summary>
/// <param name="Open">Those to whom an offer may be made.</param>
/// <param name="ByReason">The same by reason; who has several is in each.</param>
/// <param name="Held">Those who are held back, by what holds them.</param>
/// <param name="WithoutGain">How many of the open ones have no known money.</param>
public sealed record ExpansionSummary(ExpansionSum Open, IReadOnlyDictionary<ExpansionReason, ExpansionSum> ByReason, IReadOnlyDictionary<HeldBy, ExpansionSum> Held, int WithoutGain)
{
    public static ExpansionSummary Of(IReadOnlyCollection<Opportunity> found)
    {
        var open = found.Where(opportunity => opportunity.IsOpen).ToList();
        return new(
            ExpansionSum.Of(open), Enum.GetValues<ExpansionReason>().ToDictionary(reason => reason, reason => ExpansionSum.Of(open.Where(opportunity => opportunity.Has(reason)))),
            found.Where(opportunity => !opportunity.IsOpen).GroupBy(opportunity => opportunity.Held).ToDictionary(held => held.Key, held => ExpansionSum.Of(held)), open.Count(opportunity => opportunity.Gain is null));
    }
}
