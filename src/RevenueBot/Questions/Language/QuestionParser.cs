using System.Collections.Frozen;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>
/// Language to question. Total and deterministic: any text gives exactly one reading, and no text throws. A question is understood
/// only where every word that carries meaning was read.
/// </summary>
internal static class QuestionParser
{
    /// <summary>Longer texts are refused unread.</summary>
    public const int LongestText = 500;

    private const int LongestQuote = 40;

    private static readonly FrozenSet<string> Fillers = FrozenSet.Create(
        "a", "an", "the", "what", "what's", "whats", "is", "was", "were", "are", "our", "my", "we", "us", "me", "show", "give", "get", "tell", "how", "much",
        "did", "do", "does", "it", "change", "changed", "changes", "move", "moved", "current", "now", "today", "please", "for", "in", "of", "on", "so", "far",
        "and", "by", "per", "has", "have", "be", "over", "to", "at", "look", "like", "hi", "hey", "hello", "there", "can", "could", "would", "will", "you", "i", "want", "need",
        "know", "see", "let", "let's", "lets", "many", "about", "with", "as", "up", "down", "doing", "going", "been", "had", "number", "total", "figure", "figures", "numbers", "value", "level", "rate",
        "report", "update", "overview", "series", "history", "i'd", "pull", "fetch", "share", "display", "say", "thanks", "thank", "pls", "plz", "ok", "okay", "from", "that", "looking", "develop", "developed",
        "developing", "evolve", "evolved", "grow", "grew", "grown", "growing", "fall", "fell", "rise", "rose", "drop", "dropped", "go", "went", "gone", "make", "made", "company", "business", "company's", "revenuebot", "bot",
        "mine", "ours", "kindly", "quick", "quickly", "and", "its", "they", "he", "she", "this", "monthly", "am", "curious", "wondering", "hows", "how's", "team", "everyone", "morning", "good", "again", "also");

    /// <summary>Reads a question.</summary>
    /// <param name="text">Anything; <c>/mrr</c> in front is allowed. Nothing at all asks for MRR.</param>
    /// <param name="today">The company's day of the question: relative times count from it.</param>
    /// <param name="calendar">For times without a zone.</param>
    /// <param name="names">What the ledger's plans, countries, segments and currencies are called; without them only quoted names are read.</param>
    public static Reading Parse(string text, DateOnly today, CompanyCalendar calendar, Names? names = null)
    {
        if (text.Length > LongestText)
            return new Reading.Impossible($"The question is longer than {LongestText} characters.", "Ask a shorter one.", Suggestions.Always);
        var tokens = Token.Split(text);
        if (tokens.Count == 0) return text.Contains('?', StringComparison.Ordinal) ? new Reading.Help() : new Reading.Understood(Question.Mrr);
        var resolver = new Resolver(today, calendar);
        return SubjectRules.Command(tokens, today) is { } command ? resolver.Resolve(command) : Parse(tokens, resolver, names ?? Names.None);
    }

    /// <summary>Reads words that are no command with a text of its own.</summary>
    internal static Reading Parse(IReadOnlyList<Token> tokens, Resolver resolver, Names names)
    {
        if (ActiveUsers(tokens) is { } refused) return refused;
        var words = ReadWords(tokens, resolver.Today, names);
        if (words.IsWhole) return Whole(words, resolver);
        if (SubjectRules.Spoken(tokens, resolver.Today) is { } spoken) return resolver.Resolve(spoken);
        if (Correction.Of(tokens, words.Unread, names) is { } corrected && ReadWords(corrected.Tokens, resolver.Today, names) is { IsWhole: true } again)
            return Whole(again, resolver) is Reading.Understood understood ? understood with { Corrections = corrected.Sentences } : Whole(again, resolver);
        return new Reading.Partly(words.Read, Quotes(words, tokens), Suggestions.For(tokens, words, rest => Resolve(rest, resolver, names)));
    }

    /// <summary>Active users are counted by day: a month's or a week's are another number.</summary>
    private static Reading.Impossible? ActiveUsers(IReadOnlyList<Token> tokens) =>
        tokens.Any(token => token.Word is "mau" or "wau" or "maus" or "waus") || tokens.Zip(tokens.Skip(1)).Any(pair => pair is { First.Word: "monthly" or "weekly", Second.Word: "active" })
            ? new("I can count daily active users, not those of a month or a week.", "Ask for usage.", [new("Daily active users", "/usage")]) : null;

    private static Reading Whole(WordsRead words, Resolver resolver) => words.Draft.Help ? new Reading.Help() : resolver.Resolve(words.Draft);

    /// <summary>The questions that remain of some words.</summary>
    private static IReadOnlyList<Suggestion> Resolve(IReadOnlyList<Token> tokens, Resolver resolver, Names names)
    {
        var words = ReadWords(tokens, resolver.Today, names);
        if (!words.IsWhole || words.Draft.Help) return [];
        return resolver.Resolve(words.Draft) switch
        {
            Reading.Understood(var question) => [Suggestions.Of(question)],
            Reading.Ambiguous(_, var choices) => choices,
            _ => [],
        };
    }

    /// <summary>What each word is, before anything is resolved.</summary>
    internal static WordsRead ReadWords(IReadOnlyList<Token> tokens, DateOnly today, Names names)
    {
        var (draft, read, unread, cursor) = (new Draft { Names = names }, new List<string>(), new List<int>(), new Cursor(tokens));
        while (!cursor.AtEnd)
        {
            var start = cursor.At;
            if (Rules.ReadPart(cursor, draft, today)) read.Add(cursor.Typed(start, cursor.At));
            else
            {
                if (!IsFiller(cursor, names)) unread.Add(cursor.At);
                cursor.At++;
            }
        }

        return new(draft, read, unread);
    }

    /// <summary>A word without meaning of its own, unless the ledger has a plan or a segment of that name: then it was meant.</summary>
    private static bool IsFiller(Cursor cursor, Names names) =>
        Fillers.Contains(cursor.Word) && !names.Find(cursor.Word, null).Any(name => !NameRules.IsCode(name, cursor.Word) || cursor.Before is "in" or "from" or "for");

    /// <summary>The unread words, neighbours together, at most 40 characters in all.</summary>
    private static List<string> Quotes(WordsRead words, IReadOnlyList<Token> tokens)
    {
        var (quotes, left) = (new List<string>(), LongestQuote);
        var unread = words.Unread.Count > 0 ? words.Unread : [.. Enumerable.Range(0, tokens.Count)];
        foreach (var phrase in Phrases(unread))
        {
            var quote = Cut(string.Join(' ', phrase.Select(index => tokens[index].Typed.Trim('?', ',', '.', '"', '\''))), left);
            if (quote.Length == 0) break;
            quotes.Add(quote);
            left -= quote.Length;
        }

        return quotes;
    }

    private static IEnumerable<IReadOnlyList<int>> Phrases(IReadOnlyList<int> indexes)
    {
        var phrase = new List<int>();
        foreach (var index in indexes)
        {
            if (phrase.Count > 0 && index != phrase[^1] + 1) yield return phrase;
            if (phrase.Count > 0 && index != phrase[^1] + 1) phrase = [];
            phrase.Add(index);
        }

        if (phrase.Count > 0) yield return phrase;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        if (length < 2) return "";
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }
}

/// <param name="Unread">Indexes of the words that no rule took and that carry meaning.</param>
internal sealed record WordsRead(Draft Draft, IReadOnlyList<string> Read, IReadOnlyList<int> Unread)
{
    /// <summary>Something was said, and all of it was read.</summary>
    public bool IsWhole => Unread.Count == 0 && Read.Count > 0;
}
