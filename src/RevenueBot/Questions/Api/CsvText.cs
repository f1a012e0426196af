using System.Globalization;
using System.Text;

namespace RevenueBot.Questions.Api;

/// <summary>Rows as CSV (RFC 4180), safe to open in a spreadsheet.</summary>
internal static class CsvText
{
    public const string ContentType = "text/csv";

    /// <summary>A header and its rows, each line ended by CR LF.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) Append(text, row);
        return text.ToString();
    }

    /// <summary>One line.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<string> row) => text.AppendJoin(',', row.Select(Cell)).Append("\r\n");

    /// <summary>
    /// A cell, quoted where it must be. A text that a spreadsheet would run as a formula gets an apostrophe before it
    /// (https://owasp.org/www-community/attacks/CSV_Injection); numbers stay as they are.
    /// </summary>
    public static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !IsNumber(text) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n\t") || safe.StartsWith('\'') ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsNumber(string text) =>
        text[0] is '-' && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
