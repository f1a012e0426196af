using System.Text;

namespace RevenueBot.Email.Mime;

/// <summary>Headers of a mail: one line of ASCII each, folded, whatever was given (RFC 5322, 2047, 2231). Nothing that was given can end one.</summary>
internal static class HeaderText
{
    private const int Longest = 76, EncodedBytes = 42;

    /// <summary>A header of words that people wrote.</summary>
    public static string Words(string name, string text) => $"{name}: {Phrase(text, isQuoted: false)}\r\n";

    /// <summary>A header whose value was put together here: names, addresses and ids of ASCII. Parts are kept whole, a line each where they are long.</summary>
    public static string Parts(string name, params IEnumerable<string> parts)
    {
        StringBuilder header = new($"{name}:");
        var length = header.Length;
        foreach (var part in parts.Select(Safe))
        {
            if (length + 1 + part.Length > Longest && length > name.Length + 1)
            {
                header.Append("\r\n");
                length = 0;
            }

            header.Append(' ').Append(part);
            length += 1 + part.Length;
        }

        return header.Append("\r\n").ToString();
    }

    /// <summary><c>Larkspur &lt;bot@larkspur.example&gt;</c></summary>
    public static string Mailbox(string name, Mailbox box) => $"{name}: {(box.Name.Length == 0 ? Safe(box.Address) : $"{Phrase(box.Name, isQuoted: true)} <{Safe(box.Address)}>")}\r\n";

    /// <summary>The name of a file, for clients that read RFC 2231 and for those that do not.</summary>
    public static IEnumerable<string> FileName(string parameter, string name)
    {
        var clean = Clean(name);
        yield return $"{parameter}=\"{string.Concat(clean.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_'))}\"";
        if (!clean.All(char.IsAscii)) yield return $"{parameter}*=UTF-8''{Uri.EscapeDataString(clean)}";
    }

    /// <summary>One line without anything that is not seen.</summary>
    public static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF ? " " : rune.ToString())).Trim();

    /// <summary>Of what was put together here, nothing but printable ASCII remains.</summary>
    private static string Safe(string text) => string.Concat(text.Where(c => c is >= ' ' and <= '~'));

    private static string Phrase(string text, bool isQuoted)
    {
        var clean = Clean(text);
        var isPlain = clean.All(c => c is >= ' ' and <= '~') && !clean.Contains("=?", StringComparison.Ordinal) && clean.Length <= Longest - 20;
        if (!isPlain) return string.Join("\r\n ", Encoded(clean));
        return isQuoted && clean.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-')) ? $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : clean;
    }

    /// <summary>Words of at most 75 characters, each of whole letters.</summary>
    private static IEnumerable<string> Encoded(string text)
    {
        List<byte> word = [];
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > EncodedBytes)
            {
                yield return Word(word);
                word = [];
            }

            word.AddRange(bytes);
        }

        yield return Word(word);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
