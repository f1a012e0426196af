using CsvHelper;

namespace RevenueBot.Ingest.Files;

/// <summary>The first record of a CSV file: which column of the format each field belongs to; null: none.</summary>
internal sealed class CsvHeader
{
    private readonly RowFormat _format;
    private readonly int?[] _positions;

    private CsvHeader(RowFormat format, int?[] positions)
    {
        _format = format;
        _positions = positions;
    }

    public int Width => _positions.Length;

    public static CsvHeader Read(CsvReader reader, RowFormat format, Findings findings)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())];
        foreach (var name in names.Where(n => format.Find(n) is null)) findings.Note(UnknownColumn.Note(name));
        foreach (var name in names.Where(n => format.Find(n) is not null).CountBy(n => n).Where(n => n.Value > 1))
            findings.Problem(reader.LineNumber, name.Key, "is named twice in the header.");
        foreach (var column in format.Columns.Where(c => c.IsRequired && !names.Contains(c.Name)))
            findings.Problem(reader.LineNumber, column.Name, "is missing from the header.");
        return new CsvHeader(format, [.. names.Select(format.Find)]);
    }

    public Row Row(CsvReader reader, Findings findings)
    {
        var values = new string?[_format.Columns.Count];
        for (var field = 0; field < _positions.Length; field++)
        {
            if (_positions[field] is { } position) values[position] = reader.GetString(field);
        }

        return new Row(_format, reader.LineNumber, values, findings);
    }
}
