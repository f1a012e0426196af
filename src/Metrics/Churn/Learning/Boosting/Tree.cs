namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>A tree as arrays by node; the root comes first.</summary>
/// <param name="Feature">What a node asks about; −1: it is a leaf.</param>
/// <param name="Left">Codes of the feature that go left.</param>
/// <param name="Child">Position of the left child; the right one follows it.</param>
/// <param name="Value">Of a leaf: what it adds to the log-odds.</param>
/// <param name="Rows">How many rows of the training came here.</param>
internal sealed record Tree(int[] Feature, CodeSet[] Left, int[] Child, double[] Value, double[] Rows)
{
    /// <param name="codes">By column and row.</param>
    public double Of(byte[][] codes, int row)
    {
        var node = 0;
        while (Feature[node] >= 0) node = Child[node] + (Left[node].Has(codes[Feature[node]][row]) ? 0 : 1);
        return Value[node];
    }

    /// <param name="codes">Of a row, by column.</param>
    public double Of(ReadOnlySpan<byte> codes)
    {
        var node = 0;
        while (Feature[node] >= 0) node = Child[node] + (Left[node].Has(codes[Feature[node]]) ? 0 : 1);
        return Value[node];
    }

    /// <summary>Mean over the rows of the training.</summary>
    public double Mean()
    {
        var sum = 0.0;
        for (var node = 0; node < Feature.Length; node++)
            if (Feature[node] < 0) sum += Value[node] * Rows[node];
        return sum / Rows[0];
    }
}
