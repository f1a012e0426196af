namespace RevenueBot.Charts;

/// <summary>Several rates of the same things month by month, as lines that may be compared: gross and net churn.</summary>
public sealed record RatesTrend
{
    /// <summary>What they are measured in.</summary>
    public required Measure Measure { get; init; }

    /// <summary>What they are of, for the subtitle: "of those who paid at the start of the month".</summary>
    public required string Definition { get; init; }

    /// <summary>The month of the first value.</summary>
    public required DateOnly First { get; init; }

    /// <summary>One to four lines of the same length, at most 60 months; the first is the one that the title is about.</summary>
    public required IReadOnlyList<RateSeries> Lines { get; init; }
}

/// <param name="Name">"Gross MRR churn".</param>
/// <param name="Values">Months, oldest first; null where the rate is undefined: the line has a gap there.</param>
public sealed record RateSeries(string Name, IReadOnlyList<decimal?> Values);
