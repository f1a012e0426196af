namespace RevenueBot.Metrics.Churn;

/// <summary>A customer on a past day with what came of it.</summary>
/// <param name="Left">By window (<see cref="ChurnWindow.Outcome"/>).</param>
public sealed record ChurnRow(ChurnReading Reading, IReadOnlyList<bool?> Left)
{
    public Month Month => Month.Of(Reading.Day);

    /// <summary>Null: it is no row to learn from, because its end was set already, or nothing of what came is known.</summary>
    /// <inheritdoc cref="ChurnWindow.Outcome" path="/param"/>
    public static ChurnRow? Of(ChurnReading reading, IReadOnlyList<DateOnly> churns, DateOnly through)
    {
        if (reading.CancelScheduled) return null;
        bool?[] left = [.. Enumerable.Range(0, ChurnWindow.Count).Select(window => ChurnWindow.Outcome(churns, reading.Day, window, through))];
        return left[0] is null ? null : new(reading, left);
    }
}
