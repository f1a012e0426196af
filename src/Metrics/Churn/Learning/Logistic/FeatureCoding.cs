namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>
/// How one feature stands in a linear model: a number standardised, with a slot that says it is missing where that occurs; or a slot for each
/// category. Every slot has the mean 0 in training, so that 0 is "nothing is known". A feature that never varies has no slot.
/// </summary>
internal sealed record FeatureCoding
{
    /// <summary>Position of the feature in a row.</summary>
    public required int Column { get; init; }

    /// <summary>Null: categories, or a number that never varies.</summary>
    public NumberScale? Scale { get; init; }

    /// <summary>Share of rows where the number is missing; null: none, so there is no slot for it.</summary>
    public double? MissingShare { get; init; }

    /// <summary>By category code, the missing last: the slot. −1: never seen.</summary>
    public IReadOnlyList<int> Slots { get; init; } = [];

    /// <summary>By slot of categories: its share of the rows.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [];

    public int Count => (Scale is null ? 0 : 1) + (MissingShare is null ? 0 : 1) + Shares.Count;

    /// <param name="slots"><see cref="Count"/> of them.</param>
    public void Write(double value, Span<double> slots)
    {
        if (Shares.Count > 0) WriteCategory(value, slots);
        else WriteNumber(value, slots);
    }

    private void WriteNumber(double value, Span<double> slots)
    {
        if (Scale is not null) slots[0] = double.IsFinite(value) ? Scale.Of(value) : 0;
        if (MissingShare is { } share) slots[^1] = (double.IsFinite(value) ? 0 : 1) - share;
    }

    /// <summary>A category that was not there in training counts as an average one.</summary>
    private void WriteCategory(double value, Span<double> slots)
    {
        slots.Clear();
        var slot = double.IsNaN(value) ? Slots[^1] : value >= 0 && value < Slots.Count - 1 ? Slots[(int)value] : -1;
        if (slot < 0) return;
        for (var i = 0; i < slots.Length; i++) slots[i] = -Shares[i];
        slots[slot] += 1;
    }
}
