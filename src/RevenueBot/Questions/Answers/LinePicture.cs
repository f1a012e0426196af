using RevenueBot.Charts;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>A metric month by month as a picture, over the months of the MRR trend.</summary>
/// <param name="Name">As a title begins with it.</param>
/// <param name="Measure">What it is measured in.</param>
internal sealed record LinePicture(string Name, Measure Measure)
{
    /// <summary>What is drawn, in a few words; null takes the name.</summary>
    public string? Definition { get; init; }

    /// <summary>Why the newest value is undefined.</summary>
    public string? Reason { get; init; }

    /// <summary>A level to reach.</summary>
    public decimal? Target { get; init; }

    /// <summary>The same over the steps of a table; null where fewer than two of them are whole months.</summary>
    public Lazy<Chart>? DrawSteps(IReadOnlyList<Period> steps, Asked asked, Func<Period, decimal?> valueOf, string footer) =>
        TrendPicture.OfSteps(steps, asked) is { Whole.Count: > 1 } months ? Draw(months, valueOf, footer) : null;

    /// <summary>Draws the values of whole months from the first one that has any, and of the running month.</summary>
    /// <param name="months">The months to show.</param>
    /// <param name="valueOf">In units of the measure; null where the metric is undefined.</param>
    /// <param name="footer">How fresh the figures are.</param>
    public Lazy<Chart> Draw(TrendPicture months, Func<Period, decimal?> valueOf, string footer) => new(() => LineTrendChart.Draw(
        new LineTrend
        {
            Name = Name, Measure = Measure, Definition = Definition, Reason = Reason, Target = Target,
            Months = [.. months.Whole.Select(month => new MonthValue(month.Start, valueOf(month))).SkipWhile(month => month.Value is null)],
            Part = months.Part is { } part && valueOf(part) is { } value ? new PartValue(part.LastDay, value) : null,
        },
        new ChartFrame { Footer = footer }));
}
