using System.Runtime.CompilerServices;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files;

/// <summary>An import file as facts. Memory stays flat: a batch at a time.</summary>
internal static class FactFile
{
    private const int RowsPerBatch = 5_000;

    /// <summary>
    /// The facts of a file in batches. From the first bad row on, nothing more comes; the rest is read only to report
    /// what else is wrong, and the end is an exception that takes back what was stored.
    /// </summary>
    /// <exception cref="RejectedFileException">A row was bad; <paramref name="findings"/> says which and why.</exception>
    public static async IAsyncEnumerable<FactBatch> ReadAsync(
        IAsyncEnumerable<Row> rows, FileFormat format, Findings findings, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var chunk in ChunksAsync(rows, cancel))
        {
            findings.Rows += chunk.Count;
            var batch = format.Read(chunk);
            if (findings.AreClean) yield return batch;
        }

        if (!findings.AreClean) throw new RejectedFileException();
    }

    public static IAsyncEnumerable<Row> RowsAsync(FileEncoding encoding, Stream stream, FileFormat format, Findings findings, CancellationToken cancel) => encoding switch
    {
        FileEncoding.Csv => CsvRows.ReadAsync(stream, format, findings, cancel),
        FileEncoding.JsonLines => JsonRows.ReadAsync(stream, format, findings, cancel),
    };

    private static async IAsyncEnumerable<List<Row>> ChunksAsync(IAsyncEnumerable<Row> rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<Row> chunk = new(RowsPerBatch);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            chunk.Add(row);
            if (chunk.Count < RowsPerBatch) continue;
            yield return chunk;
            chunk = new(RowsPerBatch);
        }

        if (chunk.Count > 0) yield return chunk;
    }
}
