namespace RevenueBot.Questions.Language;

/// <summary>Runnable questions near one that was not understood.</summary>
internal static class Suggestions
{
    private const int Most = 3;

    public static readonly IReadOnlyList<Suggestion> Always =
        [new("MRR", "/mrr"), new("MRR by plan, last 6 months", "/mrr by plan last 6 months"), new("Why MRR changed", "/mrr why")];

    /// <summary>At most three, each of which parses: the unread words corrected, then left out, then what is always possible.</summary>
    /// <param name="resolve">The questions that some words may be; none where they still are no question.</param>
    public static IReadOnlyList<Suggestion> For(IReadOnlyList<Token> tokens, WordsRead words, Func<IReadOnlyList<Token>, IReadOnlyList<Suggestion>> resolve)
    {
        var corrected = words.Unread.Take(Most).SelectMany(index => Candidates(tokens, index).Select(word => Replaced(tokens, index, word)));
        var shortened = tokens.Where((_, index) => !words.Unread.Contains(index)).ToList();
        return
        [
            .. corrected.Append(shortened).SelectMany(resolve)
                .Concat(words.Read.Count > 0 ? [] : Always).DistinctBy(suggestion => suggestion.Question).Take(Most),
        ];
    }

    /// <summary>A question as a button.</summary>
    public static Suggestion Of(Question question) => new(question.Label, question.ToString());

    private static IEnumerable<string> Candidates(IReadOnlyList<Token> tokens, int index)
    {
        var word = tokens[index].Word;
        var afterBy = index > 0 && tokens[index - 1].Word is "by" or "per";
        return afterBy ? Spelling.DimensionsNear(word).Take(Most - 1) : Spelling.Nearest(word);
    }

    private static List<Token> Replaced(IReadOnlyList<Token> tokens, int index, string word) =>
        [.. tokens.Select((token, at) => at == index ? new Token(word, word) : token)];
}
