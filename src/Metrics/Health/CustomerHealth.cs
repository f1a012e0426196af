namespace RevenueBot.Metrics.Health;

/// <summary>The health of one customer at a moment.</summary>
/// <param name="Score">0 to 100, unrounded. Null: insufficient data, or not scored. Of a customer who left, its last one.</param>
/// <param name="Coverage">Share of the 100 points whose input is known.</param>
/// <param name="ComputedAt">The moment it speaks of; of a customer who left, the one before it left.</param>
public sealed record CustomerHealth(string CustomerId, decimal? Score, decimal Coverage, HealthBand Band, DateTimeOffset ComputedAt)
{
    /// <summary>Why there is no running score; <see cref="NotScored.Left"/> beside a frozen one.</summary>
    public NotScored NotScored { get; init; }

    /// <summary>Whether the score is one of now: alerts look at nobody else.</summary>
    public bool IsRunning => NotScored == NotScored.None;

    /// <summary>MRR in micro-units of the reporting currency at the moment; of who left, what it last paid.</summary>
    public long Mrr { get; init; }

    /// <summary>All components with their facts; null where it is not scored, or where only bands were read.</summary>
    public HealthScore? Detail { get; init; }

    /// <summary>Since a week before; null where it was not scored then, or where only bands were read.</summary>
    public HealthChange? Change { get; init; }

    public static CustomerHealth Of(string customerId, HealthReading reading, HealthMoment moment, long mrr)
    {
        var score = reading.Signals is { } signals ? HealthScore.Of(signals) : null;
        return new(customerId, score?.Value, score?.Coverage ?? 0, score?.Band ?? HealthBand.InsufficientData, moment.At)
        {
            NotScored = reading.NotScored, Mrr = mrr, Detail = score,
            Change = score is not null && reading.WeekAgo is { } before ? HealthChange.Between(HealthScore.Of(before), score) : null,
        };
    }
}
