namespace RevenueBot.Ingest.Files;

/// <summary>
/// One record of an import file. A field that cannot be read is reported and reads as a default, so that one pass names
/// everything that is wrong with a row; the facts of a file with problems are thrown away.
/// </summary>
/// <param name="values">By position of the format's columns; null or empty: not given.</param>
internal sealed class Row(RowFormat format, long line, string?[] values, Findings findings)
{
    /// <summary>The text of an optional field; null when it is not given.</summary>
    public string? Find(string column)
    {
        var position = format.Find(column) ?? throw new ArgumentException($"{format.Name} has no column {column}.", nameof(column));
        return string.IsNullOrEmpty(values[position]) ? null : values[position];
    }

    /// <summary>The text of a field that must be there; null after reporting that it is not.</summary>
    public string? Require(string column)
    {
        var text = Find(column);
        if (text is null) Problem(column, "is empty.");
        return text;
    }

    public void Problem(string? column, string reason) => findings.Problem(line, column, reason);
}
