using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files;

/// <summary>One kind of fact: where it stands in a batch, and how it is read from and written to a row.</summary>
/// <param name="Write">The fields in the order of the columns; null: not given.</param>
internal sealed record FactKind<T>(
    Func<IReadOnlyList<T>, FactBatch> Into, Func<FactBatch, IReadOnlyList<T>> From, Func<Row, T> Read, Func<T, IReadOnlyList<object?>> Write);

/// <summary>One kind of import file: its columns, how its rows become facts, and how facts become rows.</summary>
internal sealed class FileFormat : RowFormat
{
    private FileFormat(string name, string columns) : base(name, columns)
    {
    }

    public required Func<IReadOnlyList<Row>, FactBatch> Read { get; init; }

    public required Func<FactBatch, IEnumerable<IReadOnlyList<object?>>> Write { get; init; }

    /// <param name="columns">Names separated by blanks; a name that ends in <c>?</c> may be left out.</param>
    public static FileFormat Of<T>(string name, string columns, FactKind<T> kind) => new(name, columns)
    {
        Read = rows => kind.Into([.. rows.Select(kind.Read)]),
        Write = batch => kind.From(batch).Select(fact => kind.Write(fact)),
    };
}
