using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>How the features of rows stand side by side in a linear model.</summary>
internal sealed record LogisticCoding(IReadOnlyList<FeatureCoding> Features)
{
    /// <summary>Categories with fewer rows share one slot.</summary>
    private const int FewestRows = 10;

    private const int MostCategories = 50;

    public int Slots => Features.Sum(feature => feature.Count);

    /// <param name="rows">The rows that are learnt from.</param>
    public static LogisticCoding Of(LearningTable table, int[] rows)
    {
        var outcomes = RowOrder.Pick(table.Outcomes, rows);
        return new([.. table.Columns.Select((column, i) => OfColumn(i, column.Feature, (RowOrder.Pick(column.Values, rows), outcomes)))]);
    }

    /// <param name="slots"><see cref="Slots"/> of them.</param>
    public void Write(ReadOnlySpan<double> row, Span<double> slots)
    {
        var at = 0;
        foreach (var feature in Features)
        {
            feature.Write(row[feature.Column], slots.Slice(at, feature.Count));
            at += feature.Count;
        }
    }

    private static FeatureCoding OfColumn(int column, Feature feature, (double[] Values, bool[] Outcomes) known)
    {
        if (feature.Categories is { } categories) return OfCategories(column, categories.Count, known.Values);
        var present = Enumerable.Range(0, known.Values.Length).Where(row => double.IsFinite(known.Values[row])).ToArray();
        var missing = 1 - (present.Length / (double)known.Values.Length);
        return new()
        {
            Column = column,
            Scale = NumberScale.Of(RowOrder.Pick(known.Values, present), RowOrder.Pick(known.Outcomes, present)),
            MissingShare = missing is > 0 and < 1 ? missing : null,
        };
    }

    private static FeatureCoding OfCategories(int column, int count, double[] values)
    {
        var rows = new int[count + 1];
        foreach (var value in values)
            if (double.IsNaN(value)) rows[count]++;
            else if (value >= 0 && value < count) rows[(int)value]++;
        var own = Enumerable.Range(0, rows.Length).Where(code => rows[code] >= FewestRows).OrderByDescending(code => rows[code]).Take(MostCategories).Order().ToList();
        var slots = rows.Select((seen, code) => seen == 0 ? -1 : own.Contains(code) ? own.IndexOf(code) : own.Count).ToArray();
        var shares = new double[slots.Max() + 1];
        for (var code = 0; code < rows.Length; code++)
            if (slots[code] >= 0) shares[slots[code]] += rows[code] / (double)values.Length;
        return shares.Length < 2 ? new() { Column = column } : new() { Column = column, Slots = slots, Shares = shares };
    }
}
