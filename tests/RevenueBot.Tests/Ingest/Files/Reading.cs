using System.Text;
using RevenueBot.Ingest.Files;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.Files;

/// <summary>Reads text as an import file, without a database.</summary>
internal static class Reading
{
    public static async Task<(IReadOnlyList<FactBatch> Batches, Findings Findings)> ReadAsync(string file, byte[] content)
    {
        var findings = new Findings(file);
        var format = FileName.Format(file)!;
        using var stream = new MemoryStream(content);
        List<FactBatch> batches = [];
        try
        {
            var rows = FactFile.RowsAsync(FileName.Encoding(file)!.Value, stream, format, findings, CancellationToken.None);
            await foreach (var batch in FactFile.ReadAsync(rows, format, findings, CancellationToken.None)) batches.Add(batch);
        }
        catch (RejectedFileException) when (!findings.AreClean)
        {
        }

        return (batches, findings);
    }

    public static Task<(IReadOnlyList<FactBatch> Batches, Findings Findings)> ReadAsync(string file, string content) =>
        ReadAsync(file, Encoding.UTF8.GetBytes(content));

    public static async Task<FactBatch> FactsAsync(string file, string content)
    {
        var (batches, findings) = await ReadAsync(file, content);
        findings.Problems.Select(p => p.Sentence).ShouldBeEmpty();
        return batches.ShouldHaveSingleItem();
    }

    public static async Task<string[]> SentencesAsync(string file, string content)
    {
        var (_, findings) = await ReadAsync(file, content);
        return [.. findings.Problems.Select(p => p.Sentence)];
    }
}
