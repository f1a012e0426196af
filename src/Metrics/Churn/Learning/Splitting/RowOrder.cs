namespace RevenueBot.Metrics.Churn.Learning.Splitting;

/// <summary>An order of rows that depends on what they hold and not on where they stood: rows that come in any order give one model, to the bit.</summary>
internal static class RowOrder
{
    /// <returns>The table by time and, within a time, as good as shuffled.</returns>
    public static LearningTable Arrange(LearningTable table)
    {
        var order = Order(table);
        return new([.. table.Columns.Select(column => column with { Values = Pick(column.Values, order) })], Pick(table.Outcomes, order))
        {
            Times = table.Times is { } times ? Pick(times, order) : null,
        };
    }

    public static T[] Pick<T>(T[] values, int[] rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }

    private static int[] Order(LearningTable table)
    {
        var keys = new (int Time, ulong Hash)[table.Rows];
        for (var row = 0; row < keys.Length; row++) keys[row] = (table.Times?[row] ?? 0, table.Outcomes[row] ? 1UL : 2UL);
        foreach (var column in table.Columns)
            for (var row = 0; row < keys.Length; row++) keys[row].Hash = Scramble.Of(keys[row].Hash ^ Bits(column.Values[row]));
        var order = Enumerable.Range(0, table.Rows).ToArray();
        Array.Sort(keys, order);
        return order;
    }

    /// <summary>Every NaN is the same, and so are both zeros.</summary>
    private static ulong Bits(double value) => double.IsNaN(value) ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(value + 0.0);
}
