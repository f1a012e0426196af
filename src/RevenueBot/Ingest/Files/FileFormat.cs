using System.Collections.Frozen;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files;

/// <summary>One column of an import file.</summary>
internal sealed record Column(string Name, bool IsRequired);

/// <summary>One kind of import file: its columns, and how its rows become facts.</summary>
internal sealed class FileFormat
{
    private readonly FrozenDictionary<string, int> _positions;

    /// <param name="columns">Names separated by blanks; a name that ends in <c>?</c> may be left out.</param>
    public FileFormat(string name, string columns, Func<IReadOnlyList<Row>, FactBatch> read)
    {
        Name = name;
        Read = read;
        Columns = [.. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => new Column(c.TrimEnd('?'), !c.EndsWith('?')))];
        _positions = Columns.Index().ToFrozenDictionary(c => c.Item.Name, c => c.Index);
    }

    public string Name { get; }

    public IReadOnlyList<Column> Columns { get; }

    public Func<IReadOnlyList<Row>, FactBatch> Read { get; }

    /// <summary>The position of a column in <see cref="Columns"/>; null: there is none of that name.</summary>
    public int? Find(string column) => _positions.TryGetValue(column, out var position) ? position : null;
}
