namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>Rows as a linear model sees them: row after row, each beginning with 1 for the intercept.</summary>
/// <param name="Width">Slots and the intercept.</param>
internal sealed record Design(double[] Values, int Width, int Rows)
{
    public static Design Of(LearningTable table, int[] rows, LogisticCoding coding)
    {
        var width = coding.Slots + 1;
        var values = new double[checked(rows.Length * width)];
        var row = new double[table.Columns.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var column = 0; column < row.Length; column++) row[column] = table.Columns[column].Values[rows[i]];
            values[i * width] = 1;
            coding.Write(row, values.AsSpan((i * width) + 1, width - 1));
        }

        return new(values, width, rows.Length);
    }

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>By row: its log-odds under weights.</summary>
    public double[] Times(double[] weights)
    {
        var logits = new double[Rows];
        for (var row = 0; row < Rows; row++) logits[row] = Dot(Row(row), weights);
        return logits;
    }

    public static double Dot(ReadOnlySpan<double> row, ReadOnlySpan<double> weights)
    {
        var sum = System.Numerics.Vector<double>.Zero;
        var size = System.Numerics.Vector<double>.Count;
        var i = 0;
        for (; i <= row.Length - size; i += size) sum += new System.Numerics.Vector<double>(row[i..]) * new System.Numerics.Vector<double>(weights[i..]);
        var total = System.Numerics.Vector.Sum(sum);
        for (; i < row.Length; i++) total += row[i] * weights[i];
        return total;
    }
}
