namespace RevenueBot.Charts;

/// <summary>MRR, or its yearly run rate, at month end by plan, country or anything else that parts it without a rest.</summary>
public sealed record RevenueByKey
{
    /// <summary>ISO 4217 code of all amounts, which are in major units.</summary>
    public required string Currency { get; init; }

    /// <summary>What is parted: "MRR", or "ARR" for the yearly run rate.</summary>
    public string Metric { get; init; } = "MRR";

    /// <summary>What the keys are, one and many: "plan" and "plans".</summary>
    public (string One, string Many) Noun { get; init; } = ("plan", "plans");

    /// <summary>The newest month; the series end with it.</summary>
    public required DateOnly LastMonth { get; init; }

    /// <summary>
    /// The keys with one month-end value a month, all of the same length. Beyond six the smallest are added up to "Other plans".
    /// Empty means that there is no data yet.
    /// </summary>
    public required IReadOnlyList<KeySeries> Keys { get; init; }
}

/// <summary>One key's MRR.</summary>
/// <param name="Name">The key as it is typed.</param>
/// <param name="Mrr">Month ends, oldest first.</param>
public sealed record KeySeries(string Name, IReadOnlyList<decimal> Mrr);
