using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Metrics.Churn;

/// <summary>The past that is learnt from.</summary>
/// <param name="Rows">Of each month the customers that paid at its begin; in any order.</param>
/// <param name="Through">Days before it are over.</param>
public sealed record ChurnHistory(IReadOnlyList<ChurnRow> Rows, DateOnly Through)
{
    /// <summary>Rows that were followed by churn within 30 days.</summary>
    public int Churns { get; } = Rows.Count(row => row.Left[0] == true);

    public IReadOnlyList<Month> Months { get; } = [.. Rows.Select(row => row.Month).Distinct().Order()];

    /// <summary>Rows up to a month.</summary>
    public IEnumerable<ChurnRow> UpTo(Month month) => Rows.Where(row => row.Month <= month);

    /// <summary>What is learnt from for a window: rows that reached it, and of which it is known how it ended.</summary>
    /// <param name="features">Positions of the features to learn from (<see cref="ChurnColumns"/>); null: all.</param>
    internal static LearningTable Table(IEnumerable<ChurnRow> rows, int window, IReadOnlyList<int>? features = null)
    {
        var known = rows.Where(row => row.Left[window] is not null).ToList();
        var values = known.ConvertAll(row => ChurnColumns.Row(row.Reading.Values, window));
        var columns = (features ?? [.. Enumerable.Range(0, ChurnColumns.All.Count)]).Select(i => new LearningColumn(ChurnColumns.All[i], [.. values.Select(row => row[i])]));
        return new([.. columns], [.. known.Select(row => row.Left[window]!.Value)]) { Times = [.. known.Select(row => (row.Month.Year * 12) + row.Month.Number)] };
    }
}
