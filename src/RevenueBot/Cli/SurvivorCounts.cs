using System.Globalization;
using CsvHelper;
using RevenueBot.Configuration;

namespace RevenueBot.Cli;

/// <summary>Customers alive at the start and after each period of one cohort, from a CSV file with the columns period and alive.</summary>
/// <param name="FirstPeriod">The number of the start, mostly 0.</param>
internal sealed record SurvivorCounts(int FirstPeriod, IReadOnlyList<long> Alive)
{
    private const int MostPeriods = 1_200;
    private const int FewestPeriods = 3;
    private const long LargestFile = 1 << 20;

    /// <exception cref="RefusalException">The file cannot be read, or is no such file: in which line, and why.</exception>
    public static async Task<SurvivorCounts> ReadAsync(string file, CancellationToken cancel)
    {
        if (Directory.Exists(file)) throw new RefusalException($"{file} is a folder; name a CSV file with the columns period and alive.");
        await using var stream = NamedFile.Open(file);
        try
        {
            if (stream.Length > LargestFile) throw new RefusalException($"{file} is larger than 1 MB; counts of survivors need a line a period.");
            return await ReadAsync(stream, file, cancel);
        }
        catch (CsvFormatException error)
        {
            throw new RefusalException($"{file}, line {error.LineNumber} is not valid CSV (RFC 4180).", error);
        }
    }

    private static async Task<SurvivorCounts> ReadAsync(Stream stream, string file, CancellationToken cancel)
    {
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',', HasHeader = false, TrackLineNumbers = true }, leaveOpen: true);
        if (!await reader.ReadAsync(cancel)) throw new RefusalException($"{file} is empty; its first line must name the columns period and alive.");
        var (period, alive, width) = Header(reader, file);
        List<(int Period, long Alive)> rows = [];
        while (await reader.ReadAsync(cancel))
        {
            if (reader.FieldCount != width) throw Wrong(file, reader, $"has {reader.FieldCount} fields, but the header names {width} columns.");
            rows.Add(Next(reader, file, (period, alive), rows.Count == 0 ? null : rows[^1]));
            if (rows.Count > MostPeriods) throw new RefusalException($"{file} has more than {MostPeriods:N0} periods.");
        }

        return rows.Count >= FewestPeriods
            ? new SurvivorCounts(rows[0].Period, [.. rows.Select(row => row.Alive)])
            : throw new RefusalException($"{file} has {rows.Count} of the at least {FewestPeriods} lines a curve needs: the start, and two periods after it.");
    }

    private static (int Period, int Alive, int Width) Header(CsvReader reader, string file)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim().TrimStart('\uFEFF').ToLowerInvariant())];
        foreach (var name in (string[])["period", "alive"])
            if (names.Count(n => n == name) != 1) throw new RefusalException($"{file}, line 1 must name the column {name} once: period,alive.");
        return (Array.IndexOf(names, "period"), Array.IndexOf(names, "alive"), names.Length);
    }

    private static (int Period, long Alive) Next(CsvReader reader, string file, (int Period, int Alive) columns, (int Period, long Alive)? before)
    {
        var (periodText, aliveText) = (reader.GetString(columns.Period).Trim(), reader.GetString(columns.Alive).Trim());
        if (!int.TryParse(periodText, NumberStyles.None, CultureInfo.InvariantCulture, out var period) || period > 1_000_000)
            throw Wrong(file, reader, $"has the period \"{Cut(periodText)}\": it must be a whole number such as 0.");
        if (!long.TryParse(aliveText, NumberStyles.None, CultureInfo.InvariantCulture, out var alive) || alive > 1_000_000_000_000)
            throw Wrong(file, reader, $"has the count \"{Cut(aliveText)}\": it must be a whole number of customers, 0 or more.");
        if (before is not { } last) return alive > 0 ? (period, alive) : throw Wrong(file, reader, "starts with nobody alive.");
        if (period != last.Period + 1) throw Wrong(file, reader, $"has period {period} after {last.Period}: periods must follow each other.");
        if (alive > last.Alive) throw Wrong(file, reader, $"has {alive} alive after {last.Alive}: survivors cannot become more.");
        return (period, alive);
    }

    private static RefusalException Wrong(string file, CsvReader reader, string sentence) => new($"{file}, line {reader.LineNumber} {sentence}");

    private static string Cut(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
