namespace RevenueBot.Metrics.Churn;

/// <summary>
/// The three spans of a prediction, each given that the one before was survived: days 0 to 29, 30 to 59 and 60 to 89. Chained, they are
/// the probabilities within 30, 60 and 90 days, which can only rise.
/// </summary>
public static class ChurnWindow
{
    public const int Count = 3, Days = 30;

    /// <summary>Days ahead, half-open.</summary>
    public static (int From, int To) Span(int window) => (window * Days, (window + 1) * Days);

    /// <summary>Whether a customer leaves in a span. Null: it left before, or the span is not over yet.</summary>
    /// <param name="churns">Local days on which the customer came down to 0 for good or for a while, ascending.</param>
    /// <param name="from">The day from which days are counted.</param>
    /// <param name="through">Days before it are over.</param>
    public static bool? Outcome(IReadOnlyList<DateOnly> churns, DateOnly from, int window, DateOnly through)
    {
        var (start, end) = Span(window);
        var first = churns.FirstOrDefault(day => day >= from, DateOnly.MaxValue);
        if (first < from.AddDays(start) || from.AddDays(end) > through) return null;
        return first < from.AddDays(end);
    }
}
