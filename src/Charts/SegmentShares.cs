namespace RevenueBot.Charts;

/// <summary>How customers and their MRR spread over segments.</summary>
public sealed record SegmentShares
{
    /// <summary>ISO 4217 code of all amounts, which are in major units.</summary>
    public required string Currency { get; init; }

    /// <summary>The day of all figures.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>In the order in which they are to stand. Beyond six the last ones are added up to "Other segments". Empty means no data.</summary>
    public required IReadOnlyList<SegmentShare> Segments { get; init; }
}

/// <summary>One segment.</summary>
/// <param name="Name">The segment's name as it is typed.</param>
/// <param name="Customers">Customers in it, trials included.</param>
/// <param name="Mrr">Their MRR in major units.</param>
/// <param name="Risk">How likely they are to leave.</param>
public sealed record SegmentShare(string Name, int Customers, decimal Mrr, SegmentRisk Risk);

/// <summary>How likely the customers of a segment are to leave.</summary>
public enum SegmentRisk
{
    /// <summary>Not known, or nothing to lose.</summary>
    None,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Medium.</summary>
    Medium,

    /// <summary>High.</summary>
    High,
}
