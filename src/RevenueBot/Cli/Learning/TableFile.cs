using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;
using RevenueBot.Configuration;

namespace RevenueBot.Cli.Learning;

/// <summary>A row of a table: its fields by column, and where it stands.</summary>
internal readonly record struct TableRow(long Line, string[] Fields);

/// <summary>Any CSV file (RFC 4180, UTF-8) whose first line names its columns.</summary>
internal sealed class TableFile(string path)
{
    private const int LongestRecord = 1 << 20;

    private static readonly CsvReaderOptions _options = new() { Separator = ',', HasHeader = false, TrackLineNumbers = true, MaxRecordSize = LongestRecord };

    public string Name { get; } = Path.GetFileName(path);

    /// <summary>Known once the first row was read, or the end of the file.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <exception cref="RefusalException">The file cannot be read: in which line, and why.</exception>
    public async IAsyncEnumerable<TableRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (Directory.Exists(path)) throw new RefusalException($"{path} is a folder; name a CSV file.");
        await using var stream = NamedFile.Open(path);
        using var reader = CsvReader.Create(stream, _options, leaveOpen: true);
        if (!await NextAsync(reader, cancel)) throw new RefusalException($"{Name} is empty; its first line must name the columns.");
        Columns = Header(Fields(reader));
        while (await NextAsync(reader, cancel))
        {
            var fields = Fields(reader);
            if (fields.Length != Columns.Count) throw Wrong(reader.LineNumber, $"has {fields.Length} fields, but the header names {Columns.Count} columns.");
            yield return new(reader.LineNumber, fields);
        }
    }

    /// <summary>Position of a column that must be there.</summary>
    public int Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == column) return i;
        throw new RefusalException($"{Name}, line 1 names no column {Cut(column)}; it names {Cut(string.Join(", ", Columns))}.");
    }

    /// <summary>What is wrong with a line, as a sentence.</summary>
    public RefusalException Wrong(long line, string sentence) => new($"{Name}, line {line} {sentence}");

    public static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";

    private async ValueTask<bool> NextAsync(CsvReader reader, CancellationToken cancel)
    {
        try
        {
            if (!await reader.ReadAsync(cancel)) return false;
            return Utf8.IsValid(reader.RawRecord) ? true : throw Wrong(reader.LineNumber, "is not valid UTF-8; save the file as UTF-8.");
        }
        catch (CsvFormatException error)
        {
            throw Wrong(error.LineNumber, "is not valid CSV (RFC 4180); a quote may be left open.");
        }
    }

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = reader.GetString(i).Trim();
        return fields;
    }

    private string[] Header(string[] fields)
    {
        fields[0] = fields[0].TrimStart('\uFEFF').Trim();
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Length == 0) throw Wrong(1, $"has no name for column {i + 1}.");
            if (Array.IndexOf(fields, fields[i]) < i) throw Wrong(1, $"names the column {Cut(fields[i])} twice.");
        }

        return fields;
    }
}
