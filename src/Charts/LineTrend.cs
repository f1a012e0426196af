namespace RevenueBot.Charts;

/// <summary>One metric month by month, as one line.</summary>
public sealed record LineTrend
{
    /// <summary>The metric's name as a title begins with it: "ARPA", "Logo churn".</summary>
    public required string Name { get; init; }

    /// <summary>What it is measured in.</summary>
    public required Measure Measure { get; init; }

    /// <summary>Months, oldest first, without a hole; at most 60. Empty means that there is no data yet.</summary>
    public required IReadOnlyList<MonthValue> Months { get; init; }

    /// <summary>The running month so far; it follows the last whole one and is a hollow dot.</summary>
    public PartValue? Part { get; init; }

    /// <summary>What the metric is to reach; a dashed line.</summary>
    public decimal? Target { get; init; }

    /// <summary>What is drawn in a few words, for the subtitle: "MRR per paying customer at month end". Null takes the name.</summary>
    public string? Definition { get; init; }

    /// <summary>Why the newest value is undefined, as a sentence part: "fewer than 10 churns".</summary>
    public string? Reason { get; init; }
}

/// <summary>A whole month.</summary>
/// <param name="Month">Any day of the month.</param>
/// <param name="Value">Null where the metric is undefined: the line has a gap there.</param>
public sealed record MonthValue(DateOnly Month, decimal? Value);

/// <summary>The running month.</summary>
/// <param name="Through">The last day that is counted.</param>
/// <param name="Value">The value up to that day.</param>
public sealed record PartValue(DateOnly Through, decimal Value);
