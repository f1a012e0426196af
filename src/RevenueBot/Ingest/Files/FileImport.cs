using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Files;

/// <summary>How far a file has been read.</summary>
internal readonly record struct ImportProgress(string File, long BytesRead, long BytesTotal);

/// <summary>Brings import files into the ledger, each in a transaction of its own. Doing it again changes nothing.</summary>
internal sealed class FileImport(FactStore store, TimeProvider time)
{
    /// <summary>The name of this source wherever one is stored.</summary>
    public const string Source = "files";

    /// <summary>Imports a file, or the import files of a folder in the order in which they build on each other.</summary>
    /// <returns>A result for each file; one with problems does not keep the others from being stored.</returns>
    public async Task<IReadOnlyList<FileResult>> RunAsync(string path, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (!Directory.Exists(path)) return [await OneAsync(path, progress, cancel)];
        string[] files = [.. Directory.GetFiles(path).Where(FileName.IsImportFile).OrderBy(FileName.Order).ThenBy(f => f, StringComparer.Ordinal)];
        if (files.Length == 0) return [FileResult.Refused(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), "is a folder without import files.")];
        List<FileResult> results = [];
        foreach (var file in files) results.Add(await OneAsync(file, progress, cancel));
        return results;
    }

    /// <summary>Imports an open file, read from its start.</summary>
    public async Task<FileResult> RunAsync(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var findings = new Findings(file.Name);
        var watch = new ImportWatch();
        try
        {
            var rows = FactFile.RowsAsync(file.Encoding, file.Content, file.Format, findings, cancel);
            var batches = watch.SeeAsync(FactFile.ReadAsync(rows, file.Format, findings, cancel), () => progress?.Report(file.Progress));
            var applied = await store.ImportAsync(batches, null, cancel);
            if (watch.Latest(time.GetUtcNow()) is { } latest) await store.SetDataThroughAsync(new SourceState(Source, latest), cancel);
            return new FileResult(file.Name, findings.Rows, applied.Added, applied.Duplicates, [], 0, findings.Notes);
        }
        catch (RejectedFileException)
        {
            return new FileResult(file.Name, findings.Rows, 0, 0, findings.Problems, findings.More, findings.Notes);
        }
    }

    private async Task<FileResult> OneAsync(string path, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        if (FileName.Format(path) is not { } format) return FileResult.Refused(name, $"is no import file; its name must begin with {FileFormats.Choice}.");
        if (FileName.Encoding(path) is not { } encoding) return FileResult.Refused(name, "is no import file; its name must end in .csv, .ndjson or .jsonl.");
        try
        {
            await using var content = File.OpenRead(path);
            return await RunAsync(new ImportFile(name, format, encoding, content), progress, cancel);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileResult.Refused(name, "is not there; check the path.");
        }
        catch (UnauthorizedAccessException)
        {
            return FileResult.Refused(name, "cannot be read; check its permissions.");
        }
    }
}
