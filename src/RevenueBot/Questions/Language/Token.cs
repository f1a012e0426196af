using System.Text;

namespace RevenueBot.Questions.Language;

/// <summary>A word of a question.</summary>
/// <param name="Word">Lower case, typographic marks made plain, without surrounding punctuation: what rules compare.</param>
/// <param name="Typed">The word as it was typed, without controls and marks: what may be quoted.</param>
internal readonly record struct Token(string Word, string Typed)
{
    private static readonly char[] Punctuation = [',', ';', ':', '?', '!', '.', '\'', '"', '(', ')', '[', ']', '{', '}', '*', '_', '~', '`', '/', '…'];

    /// <summary>Words after which a quoted text is a name.</summary>
    private static readonly string[] BeforeNames = ["plan", "country", "segment", "currency", "customer", "health", "expansion", "annotate", "annotation", "opportunities", "alerts", "silence", "access", "intel", "digest", "reports", "dashboard"];

    /// <summary>The name that was quoted, exactly; null for a word.</summary>
    public string? Name { get; init; }

    /// <summary>True for a word typed as a command: <c>/churn</c>.</summary>
    public bool IsCommand => Typed.StartsWith('/');

    /// <summary>The words of a text. Any text has some, none of them empty; a quoted name is one.</summary>
    public static IReadOnlyList<Token> Split(string text)
    {
        var (plain, tokens, at) = (Plain(text), new List<Token>(), 0);
        while (at < plain.Length)
        {
            if (plain[at] == ' ') at++;
            else if (plain[at] == '"' && tokens.Count > 0 && BeforeNames.Contains(tokens[^1].Word) && Literal.Read(plain, at) is var (name, end))
            {
                tokens.Add(new Token(name.ToLowerInvariant(), plain[at..end]) { Name = name });
                at = end;
            }
            else
            {
                var space = plain.IndexOf(' ', at);
                var stop = space < 0 ? plain.Length : space;
                if (tokens is [{ Word: "intel" }, ..]) tokens.Add(AsTyped(plain[at..stop]));
                else tokens.AddRange(Of(plain[at..stop], isAboutPeople: tokens is [{ Word: "access" or "digest" }, ..]));
                at = stop;
            }
        }

        return tokens;
    }

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

    /// <summary>Of a note, which is kept to its last mark.</summary>
    private static Token AsTyped(string typed) => new(typed.Trim(Punctuation) is { Length: > 0 } word ? word.ToLowerInvariant() : typed, typed);

    /// <param name="isAboutPeople">A mention of somebody is a part of the question, not of how the bot is called.</param>
    private static IEnumerable<Token> Of(string typed, bool isAboutPeople = false)
    {
        if (typed.StartsWith("<@", StringComparison.Ordinal)) return isAboutPeople ? [new Token(typed.ToLowerInvariant(), typed)] : []; // a mention of the bot is not part of the question
        if (typed.Split("..") is [{ Length: > 0 } from, { Length: > 0 } to]) return [.. Of(from), new Token("to", ".."), .. Of(to)];
        var word = typed.Trim(Punctuation).ToLowerInvariant();
        if (word.Split('-') is [var first, var last] && Calendar.IsName(first) && Calendar.IsName(last))
            return [new Token(first, first), new Token("to", "-"), new Token(last, last)];
        if (Numbered(word) is var (number, unit)) return [new Token(number, number), new Token(unit, unit)];
        return word.Length == 0 ? [] : [new Token(word, typed)];
    }

    /// <summary><c>12-month</c>, <c>twelve-month</c>, <c>12m</c>, <c>6mo</c>: a number and its unit.</summary>
    private static (string Number, string Unit)? Numbered(string word)
    {
        if (word.Split('-') is [var number, var unit] && Calendar.Number(number) is not null && Calendar.Unit(unit) is not null) return (number, unit);
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and <= 3 && Calendar.ShortUnit(word[digits..]) is { } name ? (word[..digits], name) : null;
    }

    private static string PlainMark(Rune rune) => rune.Value switch
    {
        '‘' or '’' or 'ʼ' or '′' or '´' => "'",
        '“' or '”' or '„' or '«' or '»' or '″' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        _ => rune.ToString(),
    };
}
