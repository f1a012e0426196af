namespace RevenueBot.Ingest.Files;

internal enum FileEncoding { Csv, JsonLines }

/// <summary>What the name of a file says about it: <c>usage-2026.csv</c> holds usage, as CSV.</summary>
internal static class FileName
{
    public static FileFormat? Format(string path) => FileFormats.Find(Stem(Path.GetFileName(path)));

    public static FileEncoding? Encoding(string path) => Path.GetExtension(path) switch
    {
        ".csv" => FileEncoding.Csv,
        ".ndjson" or ".jsonl" => FileEncoding.JsonLines,
        _ => null,
    };

    public static bool IsImportFile(string path) => Format(path) is not null && Encoding(path) is not null;

    /// <summary>The place of a file in its folder.</summary>
    public static int Order(string path) => FileFormats.All.Index().First(f => f.Item == Format(path)).Index;

    private static string Stem(string name) => name.IndexOfAny(['-', '.']) is var end and >= 0 ? name[..end] : name;
}
