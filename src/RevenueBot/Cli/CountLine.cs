using System.Globalization;

namespace RevenueBot.Cli;

/// <summary>A running count on one line of a terminal; nothing where errors go to a file.</summary>
internal sealed class CountLine(string unit) : IProgress<long>, IDisposable
{
    private int _width;

    public void Report(long value)
    {
        if (Console.IsErrorRedirected) return;
        var text = string.Create(CultureInfo.InvariantCulture, $"{value:N0} {unit}");
        Console.Error.Write($"\r{text}");
        _width = text.Length;
    }

    public void Clear()
    {
        if (_width > 0) Console.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }

    public void Dispose() => Clear();
}
