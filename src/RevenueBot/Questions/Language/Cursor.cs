namespace RevenueBot.Questions.Language;

/// <summary>A place in the words of a question. Rules advance it; the parser sets it back where a rule did not match.</summary>
internal sealed class Cursor(IReadOnlyList<Token> tokens)
{
    public int At { get; set; }

    public bool AtEnd => At >= tokens.Count;

    /// <summary>The current word, or the empty string at the end.</summary>
    public string Word => AtEnd ? "" : tokens[At].Word;

    /// <summary>The quoted name at the cursor; null for a word.</summary>
    public string? Name => AtEnd ? null : tokens[At].Name;

    public bool IsCommand => !AtEnd && tokens[At].IsCommand;

    /// <summary>The word before the cursor.</summary>
    public string Before => At >= 1 && At <= tokens.Count ? tokens[At - 1].Word : "";

    /// <summary>The word before the cursor ends a phrase: a comma follows it.</summary>
    public bool EndsPhrase => At > 0 && At <= tokens.Count && tokens[At - 1].Typed.EndsWith(',');

    /// <summary>Takes these words if they come next, all or none.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        if (At + words.Length > tokens.Count) return false;
        for (var i = 0; i < words.Length; i++)
            if (tokens[At + i].Word != words[i] || tokens[At + i].Name is not null) return false;
        At += words.Length;
        return true;
    }

    public bool TakeAny(params ReadOnlySpan<string> words)
    {
        if (AtEnd || Name is not null || !words.Contains(Word)) return false;
        At++;
        return true;
    }

    /// <summary>Takes the current word if it can be read as a value.</summary>
    public T? TakeIf<T>(Func<string, T?> read) where T : struct
    {
        var value = AtEnd || Name is not null ? null : read(Word);
        if (value is not null) At++;
        return value;
    }

    /// <summary>Runs a rule; where it gives nothing, the cursor is where it was.</summary>
    public T Try<T>(Func<Cursor, T> rule)
    {
        var start = At;
        var result = rule(this);
        if (result is null or false) At = start;
        return result;
    }

    /// <summary>The next words as one text; null where there are not so many.</summary>
    public string? Ahead(int count) => At + count > tokens.Count ? null : string.Join(' ', tokens.Skip(At).Take(count).Select(token => token.Word));

    /// <summary>Words as they were typed, to be quoted: without the comma or question mark that ends them.</summary>
    public string Typed(int from, int to) => string.Join(' ', tokens.Skip(from).Take(to - from).Select(token => token.Typed)).TrimEnd(',', ';', '.', '?', '!');
}
