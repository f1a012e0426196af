namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>What is known of rows whose outcome is known.</summary>
/// <param name="Columns">Each with a value per row.</param>
/// <param name="Outcomes">By row: did it happen.</param>
public sealed record LearningTable(IReadOnlyList<LearningColumn> Columns, bool[] Outcomes)
{
    public const int MostColumns = 1_000;

    /// <summary>By row, ascending with time, such as a count of months. Where given, what is learnt is checked on later time.</summary>
    public int[]? Times { get; init; }

    public int Rows => Outcomes.Length;

    /// <summary>Why nothing can be learnt from the table, in a sentence; null where it can be tried.</summary>
    public string? Refusal()
    {
        var happened = Outcomes.Count(outcome => outcome);
        return this switch
        {
            { Rows: 0 } => "There is no row to learn from.",
            { Columns.Count: 0 } => "There is no column to learn from beside the outcome.",
            { Columns.Count: > MostColumns } => $"There are {Columns.Count:N0} columns; at most {MostColumns:N0} can be learnt from.",
            _ when happened == 0 => "The outcome happened in no row, so there is nothing to tell apart.",
            _ when happened == Rows => "The outcome happened in every row, so there is nothing to tell apart.",
            _ => null,
        };
    }

    /// <summary>One row, in the order of the columns.</summary>
    public double[] Row(int row) => [.. Columns.Select(column => column.Values[row])];

    /// <exception cref="ArgumentException">Columns or times have another length than the outcomes, or two columns one name.</exception>
    internal void CheckShape()
    {
        if (Columns.Any(column => column.Values.Length != Rows) || (Times is { } times && times.Length != Rows)) throw new ArgumentException("Every column has a value per row.");
        if (Columns.Select(column => column.Name).Distinct().Count() != Columns.Count) throw new ArgumentException("Two columns have one name.");
    }
}

/// <summary>A column: numbers, or codes of categories.</summary>
/// <param name="Values">By row; NaN is missing. Of categories the position in <see cref="Feature.Categories"/>.</param>
public sealed record LearningColumn(Feature Feature, double[] Values)
{
    public string Name => Feature.Name;
}

/// <summary>What a column is, known to a model after its table is gone.</summary>
public sealed record Feature(string Name)
{
    /// <summary>Names of the categories; null: the column holds numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Of numbers: +1 where more may never lower the probability, −1 where it may never raise it, 0 where both may be.</summary>
    public int Monotone { get; init; }

    /// <summary>The value of a category as a row holds it: one that was not there in training is −1, which counts as an average one.</summary>
    public double Code(string? category)
    {
        if (category is null) return double.NaN;
        for (var code = 0; code < Categories!.Count; code++)
            if (Categories[code] == category) return code;
        return Unseen;
    }

    public const double Unseen = -1;
}
