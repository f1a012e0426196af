using System.Text;

namespace RevenueBot.Email.Mime;

/// <summary>Text as lines of at most 76 characters of ASCII (RFC 2045 §6.7).</summary>
internal static class QuotedPrintable
{
    private const int Longest = 75; // and the mark that the line goes on

    public static string Encode(string text) => string.Join("\r\n", text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    private static string Line(string line)
    {
        StringBuilder encoded = new();
        var length = 0;
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var i = 0; i < bytes.Length; i++)
        {
            var piece = Piece(bytes[i], isLast: i == bytes.Length - 1);
            if (length + piece.Length > Longest)
            {
                encoded.Append("=\r\n");
                length = 0;
            }

            encoded.Append(piece);
            length += piece.Length;
        }

        return encoded.ToString();
    }

    /// <summary>A space at the end of a line may be lost on the way.</summary>
    private static string Piece(byte one, bool isLast) =>
        one is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (one is (byte)' ' or (byte)'\t' && !isLast) ? ((char)one).ToString() : $"={one:X2}";
}
