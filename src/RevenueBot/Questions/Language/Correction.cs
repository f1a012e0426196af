namespace RevenueBot.Questions.Language;

/// <summary>A question with its slips put right, and a sentence about each.</summary>
internal sealed record Correction(IReadOnlyList<Token> Tokens, IReadOnlyList<string> Sentences)
{
    private const int MostSlips = 3;

    /// <summary>Null where an unread word is no slip, or may be a slip of several words: then the asker is asked.</summary>
    public static Correction? Of(IReadOnlyList<Token> tokens, IReadOnlyList<int> unread, Names names)
    {
        var slips = unread.Where(index => tokens[index].Name is null && !Spelling.IsKnown(tokens[index].Word)).ToList();
        if (slips.Count is 0 or > MostSlips) return null;
        var right = slips.ToDictionary(index => index, index => Spelling.Only(tokens[index].Word, names.Words));
        if (right.Values.Any(word => word is null)) return null;
        return new(
            [.. tokens.Select((token, index) => right.TryGetValue(index, out var word) ? new Token(word!, word!) : token)],
            [.. slips.Select(index => $"Read “{tokens[index].Word}” as {right[index]}.")]);
    }
}
