using RevenueBot.Configuration;
using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Cli.Learning;

/// <summary>A table to learn from, as a file gives it.</summary>
/// <param name="Label">What is predicted.</param>
/// <param name="LeftOut">Columns in which nearly every row has a text of its own.</param>
internal sealed record TrainingTable(LearningTable Table, string Label, IReadOnlyList<string> LeftOut)
{
    /// <summary>Values of all rows and columns together: what fits into about a gigabyte.</summary>
    private const long MostValues = 50_000_000;

    /// <exception cref="RefusalException">The file cannot be read, or there is nothing to learn from it.</exception>
    public static async Task<TrainingTable> ReadAsync(string path, string target, string? id, CancellationToken cancel)
    {
        var file = new TableFile(path);
        var outcome = new OutcomeColumn(file, target);
        ColumnBuilder?[] columns = [];
        var (at, values) = (-1, 0L);
        await foreach (var row in file.ReadAsync(cancel))
        {
            if (at < 0) (at, columns) = (file.Find(target), Columns(file, target, id));
            if ((values += row.Fields.Length) > MostValues) throw new RefusalException($"{file.Name} has more than {MostValues:N0} values: learn from fewer rows or columns.");
            outcome.Add(row, row.Fields[at]);
            for (var i = 0; i < columns.Length; i++)
                if (columns[i]?.Add(row.Fields[i]) is { } problem) throw file.Wrong(row.Line, problem);
        }

        return Built(file, outcome, columns);
    }

    private static ColumnBuilder?[] Columns(TableFile file, string target, string? id)
    {
        if (id is not null) file.Find(id);
        return [.. file.Columns.Select(name => name == target || name == id ? null : new ColumnBuilder(name))];
    }

    private static TrainingTable Built(TableFile file, OutcomeColumn outcome, ColumnBuilder?[] columns)
    {
        var (label, outcomes) = outcome.Build();
        var built = columns.OfType<ColumnBuilder>().Select(column => (column.Name, Column: column.Build())).ToList();
        var table = new LearningTable([.. built.Select(column => column.Column).OfType<LearningColumn>()], outcomes);
        if (table.Refusal() is { } refusal) throw new RefusalException($"{file.Name}: {refusal}");
        return new(table, label, [.. built.Where(column => column.Column is null).Select(column => column.Name)]);
    }
}
