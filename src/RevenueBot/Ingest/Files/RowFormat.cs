using System.Collections.Frozen;

namespace RevenueBot.Ingest.Files;

/// <summary>One column of a file.</summary>
internal sealed record Column(string Name, bool IsRequired);

/// <summary>The columns of a file, whatever becomes of its rows.</summary>
internal class RowFormat
{
    private readonly FrozenDictionary<string, int> _positions;

    /// <param name="columns">Names separated by blanks; a name that ends in <c>?</c> may be left out.</param>
    public RowFormat(string name, string columns)
    {
        Name = name;
        Columns = [.. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => new Column(c.TrimEnd('?'), !c.EndsWith('?')))];
        _positions = Columns.Index().ToFrozenDictionary(c => c.Item.Name, c => c.Index);
    }

    public string Name { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The position of a column in <see cref="Columns"/>; null: there is none of that name.</summary>
    public int? Find(string column) => _positions.TryGetValue(column, out var position) ? position : null;
}
