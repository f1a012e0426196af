using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>The words of a text without those that only tie it to what was said before.</summary>
/// <param name="IsLinked">"and churn?", "what about churn", "same for churn": a metric that is named continues the question before.</param>
internal sealed record Linking(IReadOnlyList<Token> Rest, bool IsLinked)
{
    private static readonly (string[] Words, bool Links)[] Openings =
    [
        (["what", "about"], true), (["how", "about"], true), (["what", "of"], true), (["and", "for"], true), (["the", "same"], true), (["same", "thing"], true), (["same"], true), (["and"], true), (["also"], true), (["but"], true), (["plus"], true),
        (["ok"], false), (["okay"], false), (["yes"], false), (["no"], false), (["now"], false), (["then"], false), (["so"], false), (["please"], false), (["thanks"], false), (["hm"], false), (["hmm"], false), (["great"], false), (["cool"], false),
    ];

    private static readonly string[] Closings = ["instead", "too", "then", "also", "please", "though", "thanks", "again", "pls"];

    /// <summary>"same month last year" is a time.</summary>
    private static readonly string[] Times = ["time", "day", "week", "month", "quarter", "period"];

    /// <summary>Words that stand for the answer before.</summary>
    private static readonly string[] Pointing = ["it", "that", "them", "those"];

    public static Linking Of(IReadOnlyList<Token> tokens)
    {
        var (rest, linked) = (tokens, false);
        while (Openings.FirstOrDefault(opening => Begins(rest, opening.Words)) is { Words: { } words } opening)
        {
            // "and for" keeps its "for": a name may follow.
            rest = [.. rest.Skip(words is ["and", "for"] ? 1 : words.Length)];
            linked |= opening.Links;
        }

        while (rest.Count > 1 && rest[^1].Name is null && Closings.Contains(rest[^1].Word)) rest = [.. rest.SkipLast(1)];
        return new([.. Without(rest)], linked);
    }

    /// <summary>Whether the words are these and no others.</summary>
    public bool Is(params ReadOnlySpan<string> words) => words.Contains(string.Join(' ', Rest.Where(token => token.Word is not ("the" or "a" or "an" or "me" or "show" or "please")).Select(token => token.Word)));

    /// <summary>"split it by plan", "chart that"; "before that" and "as of that" say something.</summary>
    private static IEnumerable<Token> Without(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
            if (tokens[at].Name is not null || !Pointing.Contains(tokens[at].Word) || at == 0 || tokens[at - 1].Word is "before" or "after" or "of" or "than" or "from" or "with") yield return tokens[at];
    }

    private static bool Begins(IReadOnlyList<Token> tokens, string[] words) =>
        tokens.Count > words.Length && !tokens[0].IsCommand && !(words[^1] == "same" && Times.Contains(tokens[words.Length].Word)) && tokens.Take(words.Length).Select(token => token.Word).SequenceEqual(words);
}
