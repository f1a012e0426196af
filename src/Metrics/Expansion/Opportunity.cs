namespace RevenueBot.Metrics.Expansion;

/// <summary>One reason of a customer to grow.</summary>
/// <param name="Item">Place of the item that would move up among the customer's items: reasons of one item bring its money once.</param>
/// <param name="From">Name of its plan.</param>
/// <param name="To">Name of the next plan; null: there is none.</param>
/// <param name="Gain">What the move could bring, micro-units of MRR; above 0, or null with its reason.</param>
/// <param name="Metric">Of a limit or a rank.</param>
/// <param name="Amount">Used of the limit; people active; or the rank.</param>
/// <param name="Of">The limit, or how many customers are ranked; 0 for people.</param>
public sealed record OpportunityPart(ExpansionReason Reason, int Item, string From, string? To, long? Gain, NoGain NoGain, string? Metric, decimal Amount, decimal Of);

/// <summary>A customer that is ready to grow.</summary>
/// <param name="Parts">At least one, in the order of reasons.</param>
/// <param name="Mrr">Micro-units of the reporting currency.</param>
public sealed record Opportunity(string CustomerId, IReadOnlyList<OpportunityPart> Parts, HeldBy Held, long Mrr)
{
    /// <summary>What it could bring, each item once; null where it is known of none.</summary>
    public long? Gain => Parts.Any(part => part.Gain is not null) ? Parts.DistinctBy(part => part.Item).Sum(part => part.Gain ?? 0) : null;

    /// <summary>Whether an offer may be made.</summary>
    public bool IsOpen => Held == HeldBy.Nothing;

    public bool Has(ExpansionReason reason) => Parts.Any(part => part.Reason == reason);
}

/// <summary>How much a customer used of the limit it is nearest to, in the running billing cycle.</summary>
/// <param name="Share">Above 0; 1 is the limit.</param>
/// <param name="Held">Why it is offered no more now.</param>
public readonly record struct LimitUse(string CustomerId, decimal Share, HeldBy Held);

/// <summary>What a pass over all customers found.</summary>
/// <param name="Opportunities">The most money first; those that are held back are among them.</param>
public sealed record ExpansionFindings(IReadOnlyList<Opportunity> Opportunities, IReadOnlyList<LimitUse> Limits);
