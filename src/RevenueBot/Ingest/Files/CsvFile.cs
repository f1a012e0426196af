using System.Globalization;
using CsvHelper;
using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files;

/// <summary>Writes facts as an import file.</summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions _options = new() { NewLine = "\n" };

    public static async Task WriteAsync(Stream stream, FileFormat format, FactBatch facts, CancellationToken cancel)
    {
        await using var writer = CsvWriter.Create(stream, _options, leaveOpen: true);
        foreach (var column in format.Columns) writer.WriteField(column.Name);
        writer.EndRecord();
        foreach (var row in format.Write(facts))
        {
            foreach (var value in row) writer.WriteField(Text(value));
            await writer.EndRecordAsync(cancel);
        }

        await writer.FlushAsync(cancel);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Currency or Month => value.ToString(),
        Enum choice => Words.Name(choice),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No field holds a {value.GetType().Name}.", nameof(value)),
    };
}
