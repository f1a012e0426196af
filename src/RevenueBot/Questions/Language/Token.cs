using System.Text;

namespace RevenueBot.Questions.Language;

/// <summary>A word of a question.</summary>
/// <param name="Word">Lower case, typographic marks made plain, without surrounding punctuation: what rules compare.</param>
/// <param name="Typed">The word as it was typed, without controls and marks: what may be quoted.</param>
internal readonly record struct Token(string Word, string Typed)
{
    private static readonly char[] Punctuation = [',', ';', ':', '?', '!', '.', '\'', '"', '(', ')', '[', ']', '{', '}', '*', '_', '~', '`', '/', '…'];

    /// <summary>The words of a text. Any text has some, none of them empty.</summary>
    public static IReadOnlyList<Token> Split(string text) =>
        [.. Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Of)];

    /// <summary>Spaces for controls and every kind of white space, plain quotes and hyphens; no format marks or broken surrogates.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)) plain.Append(' ');
            else if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format) plain.Append(PlainMark(rune));
        }

        return plain.ToString();
    }

    private static IEnumerable<Token> Of(string typed)
    {
        if (typed.StartsWith("<@", StringComparison.Ordinal)) return []; // a mention of the bot is not part of the question
        if (typed.Split("..") is [{ Length: > 0 } from, { Length: > 0 } to]) return [.. Of(from), new Token("to", ".."), .. Of(to)];
        var word = typed.Trim(Punctuation).ToLowerInvariant();
        if (word.Split('-') is [var first, var last] && Calendar.IsName(first) && Calendar.IsName(last))
            return [new Token(first, first), new Token("to", "-"), new Token(last, last)];
        return word.Length == 0 ? [] : [new Token(word, typed)];
    }

    private static string PlainMark(Rune rune) => rune.Value switch
    {
        '‘' or '’' or 'ʼ' or '′' or '´' => "'",
        '“' or '”' or '„' or '«' or '»' or '″' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        _ => rune.ToString(),
    };
}
