using System.Globalization;
using RevenueBot.Ingest.Files;

namespace RevenueBot.Cli;

/// <summary>One line on a terminal that is written over as a file is read; nothing where errors go to a file.</summary>
internal sealed class ProgressLine : IProgress<ImportProgress>, IDisposable
{
    private const int Width = 30;
    private string _shown = "";

    public void Report(ImportProgress value)
    {
        if (Console.IsErrorRedirected || value.BytesTotal == 0) return;
        var done = (int)(value.BytesRead * Width / value.BytesTotal);
        var line = string.Create(CultureInfo.InvariantCulture, $"{value.File}  [{new string('#', done)}{new string('.', Width - done)}] {value.BytesRead * 100 / value.BytesTotal}%");
        if (line == _shown) return;
        Console.Error.Write($"\r{line.PadRight(_shown.Length)}");
        _shown = line;
    }

    public void Clear()
    {
        if (_shown.Length > 0) Console.Error.Write($"\r{new string(' ', _shown.Length)}\r");
        _shown = "";
    }

    public void Dispose() => Clear();
}
