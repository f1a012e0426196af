using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;

namespace RevenueBot.Ingest.Files;

/// <summary>Rows of a CSV file with a header (RFC 4180).</summary>
internal static class CsvRows
{
    private const int LongestLine = 1 << 20;

    public static async IAsyncEnumerable<Row> ReadAsync(
        Stream stream, RowFormat format, Findings findings, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = CsvReader.Create(stream, Options(findings), leaveOpen: true);
        if (!await TryNextAsync(reader, findings, cancel))
        {
            if (findings.AreClean) findings.Problem(0, null, "is empty; its first line must name the columns.");
            yield break;
        }

        // Every row would only repeat what is wrong with the header.
        if (!findings.AreClean || CsvHeader.Read(reader, format, findings) is not { } header || !findings.AreClean) yield break;
        while (await TryNextAsync(reader, findings, cancel))
        {
            if (RowOf(reader, header, findings) is { } row) yield return row;
        }
    }

    private static Row? RowOf(CsvReader reader, CsvHeader header, Findings findings)
    {
        if (!Utf8.IsValid(reader.RawRecord))
        {
            findings.Problem(reader.LineNumber, null, "is not valid UTF-8; save the file as UTF-8.");
            return null;
        }

        if (reader.FieldCount == header.Width) return header.Row(reader, findings);
        findings.Problem(reader.LineNumber, null, $"has {reader.FieldCount} fields, but the header names {header.Width} columns.");
        return null;
    }

    private static async ValueTask<bool> TryNextAsync(CsvReader reader, Findings findings, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadAsync(cancel);
        }
        catch (CsvFormatException tooLong)
        {
            findings.Problem(tooLong.LineNumber, null, "begins a record of more than 1 MB; a quote may be left open.");
            return false;
        }
    }

    private static CsvReaderOptions Options(Findings findings) => new()
    {
        Separator = ',',
        HasHeader = false, // read like any other record, so that its faults are reported like theirs
        TrackLineNumbers = true,
        MaxRecordSize = LongestLine,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = record => findings.Problem(record.LineNumber, null, Reason(record.Reason)),
    };

    private static string Reason(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "has a quote inside an unquoted field; enclose the field in quotes and double the quotes in it.",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote; double the quotes inside a quoted field.",
        CsvMalformedReason.UnterminatedQuote => "opens a quote that is never closed.",
        _ => "is not valid CSV (RFC 4180).",
    };
}
