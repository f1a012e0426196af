using System.Globalization;
using System.Text;

namespace RevenueBot.Questions.Language;

/// <summary>
/// Names inside a canonical question: quoted, with everything escaped that reading a question would change, so that any name comes back
/// as it was.
/// </summary>
internal static class Literal
{
    public static string Write(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (IsPlain(c)) quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Reads a quoted name that begins at a quotation mark.</summary>
    /// <returns>The name, and the place behind its closing mark; null where it is not closed.</returns>
    public static (string Text, int End)? Read(ReadOnlySpan<char> text, int start)
    {
        var read = new StringBuilder();
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '"') return (read.ToString(), i + 1);
            if (text[i] != '\\' || i + 1 == text.Length) read.Append(text[i]);
            else if (Code(text[(i + 1)..]) is { } code) (_, i) = (read.Append(code), i + 5);
            else read.Append(text[++i]);
        }

        return null;
    }

    private static char? Code(ReadOnlySpan<char> text) =>
        text.Length >= 5 && text[0] == 'u' && ushort.TryParse(text[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : null;

    private static bool IsPlain(char c) => !char.IsSurrogate(c) && Token.Plain(c.ToString()) is [var plain] && plain == c;
}
