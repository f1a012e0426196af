using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Files;
using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Forecasting;

namespace RevenueBot.Cli.Series;

/// <summary>Reads monthly series from a CSV file (RFC 4180) with the columns series, period, value.</summary>
internal static class SeriesFile
{
    private const int MostRows = 5_000_000;
    private const int LongestSeries = 10_000;
    private const NumberStyles Number = NumberStyles.Float;

    private static readonly RowFormat _format = new("series", "series period value");

    /// <summary>
    /// The series in the order in which they first occur. Their rows may stand in any order; a period that is left out, or whose value
    /// is empty, is filled on the line between its neighbours.
    /// </summary>
    /// <exception cref="RefusalException">The file cannot be read: the sentences say what is wrong in which line.</exception>
    public static async Task<IReadOnlyList<MonthlySeries>> ReadAsync(string path, CancellationToken cancel)
    {
        var findings = new Findings(Path.GetFileName(path));
        Dictionary<string, List<SeriesValue>> series = [];
        await using var file = NamedFile.Open(path);
        await foreach (var row in CsvRows.ReadAsync(file, _format, findings, cancel))
        {
            if (++findings.Rows > MostRows) throw new RefusalException($"{findings.File} has more than {MostRows:N0} rows: split it.");
            Add(series, row);
        }

        var read = findings.AreClean ? series.Select(one => Whole(one.Key, one.Value)).ToList() : [];
        if (findings.AreClean && read.Count == 0) findings.Problem(0, null, "has no row below its header.");
        return findings.AreClean ? read : throw new RefusalException(Sentences(findings));
    }

    private static void Add(Dictionary<string, List<SeriesValue>> series, Row row)
    {
        var name = row.Id("series");
        if (row.Require("period") is not { } text) return;
        if (!PeriodForms.TryRead(text, out var period, out var form)) row.Problem("period", "must be a month such as 2026-03, or a whole number up to 1,000,000.");
        var value = double.NaN;
        if (row.Find("value") is { } number && !(double.TryParse(number, Number, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)))
            row.Problem("value", "must be a number such as 1250.5, or empty where it is missing.");
        if (!series.TryGetValue(name, out var values)) series[name] = values = [];
        values.Add(new(period, form, value, reason => row.Problem("period", reason)));
    }

    /// <summary>One series, in order and without holes; what is wrong with it is reported at its line.</summary>
    private static MonthlySeries Whole(string name, List<SeriesValue> values)
    {
        var form = values[0].Form;
        var sorted = values.Where(value => value.Form == form).OrderBy(value => value.Period).ToList(); // keeps the order of the file among equals
        foreach (var other in values.Where(value => value.Form != form)) other.Wrong("must be written like the others of its series, all months or all numbers.");
        foreach (var (_, again) in sorted.Zip(sorted.Skip(1)).Where(pair => pair.First.Period == pair.Second.Period)) again.Wrong("occurs twice in its series.");
        var present = sorted.Where(value => !double.IsNaN(value.Value)).ToList();
        if (present.Count == 0) sorted[0].Wrong("begins a series without any value.");
        else if (present[^1].Period - present[0].Period >= LongestSeries) present[^1].Wrong($"makes its series longer than {LongestSeries:N0} periods.");
        else return new(name, present[^1].Period, form, Filled(present), present[^1].Period - present[0].Period + 1 - present.Count);
        return new(name, 0, form, [], 0);
    }

    private static IReadOnlyList<double> Filled(List<SeriesValue> present)
    {
        var values = Enumerable.Repeat(double.NaN, present[^1].Period - present[0].Period + 1).ToArray();
        foreach (var value in present) values[value.Period - present[0].Period] = value.Value;
        return Gaps.Fill(values);
    }

    private static string Sentences(Findings findings)
    {
        var more = findings.More > 0 ? $"\n{findings.File} has {findings.More:N0} more such places." : "";
        return string.Join('\n', findings.Problems.Select(problem => problem.Sentence)) + more;
    }
}
