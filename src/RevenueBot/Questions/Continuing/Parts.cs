using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>Reads parts of a question beside the metric of the question before, as if it had been typed in front of them.</summary>
internal static class Parts
{
    private static readonly string[] Limiting = ["only", "just", "for", "from", "in", "on", "within"];
    private static readonly string[] NowWords = ["now", "today", "currently", "current"];

    /// <summary>"only smb customers" limits; "customers" alone is a metric.</summary>
    public static bool Limits(IReadOnlyList<Token> rest) => rest.Count > 0 && rest[0].Name is null && Limiting.Contains(rest[0].Word);

    /// <summary>Null where the words are no parts, or not all of them are.</summary>
    public static Continuation? Of(Linking said, WordsRead alone, Question before, Resolver resolver, Names names)
    {
        var prefix = Prefix(before);
        IReadOnlyList<Token> typed = [.. prefix, .. said.Rest];
        var words = QuestionParser.ReadWords(typed, resolver.Today, names);
        if (words.IsWhole) return alone.Read.Count > 0 && IsOf(words.Draft, before) ? Read(said, typed, before, resolver, names) : null;
        if (alone.Read.Count == 0 && alone.Unread.Count > 1) return null;
        return Correction.Of(typed, words.Unread, names) is { } put && QuestionParser.ReadWords(put.Tokens, resolver.Today, names) is { IsWhole: true } right && IsOf(right.Draft, before)
            && QuestionParser.ReadWords([.. put.Tokens.Skip(prefix.Count)], resolver.Today, names).Draft.Meanings.Count == 0
            ? Read(said, put.Tokens, before, resolver, names) switch { Continuation.Asks asks => asks with { Corrections = put.Sentences }, var other => other }
            : NotRead(said, typed, before, resolver, names);
    }

    /// <summary>Of one customer only the moment can be changed by a part.</summary>
    public static Continuation OfOne(Linking said, WordsRead alone, Question before, Resolver resolver, Names names)
    {
        var reading = QuestionParser.Parse(said.Rest, resolver, names);
        if (IsNow(said)) return Merging.Over(before, new Question { Metric = before.Metric, Subject = before.Subject }, [Piece.AsOf, Piece.KnownAt], [], resolver);
        return Merged(reading, question =>
        {
            var asked = question with { Metric = before.Metric, Facet = before.Facet, Subject = before.Subject };
            return MetricParts.Misfit(asked) is null ? Merging.Over(before, asked, Replaced(alone.Draft, asked), [], resolver) : new Continuation.Replies(PartWords.Refusal(asked)!);
        }, resolver);
    }

    /// <summary>What a reading of words becomes over the question before: one question, or the choices it had.</summary>
    public static Continuation Merged(Reading reading, Func<Question, Continuation> over, Resolver resolver) => reading switch
    {
        Reading.Understood understood => over(understood.Question) switch { Continuation.Asks asks => asks with { Corrections = understood.Corrections }, var other => other },
        Reading.Ambiguous ambiguous => new Continuation.Replies(ambiguous with { Suggestions = Continued(ambiguous.Suggestions, over, resolver) }),
        _ => new Continuation.Replies(reading),
    };

    /// <summary>A time that was said takes the place of that before, whatever kind each is.</summary>
    public static IReadOnlyCollection<Piece> Replaced(Draft draft, Question said)
    {
        List<Piece> replaced = [];
        if (said.Window is not null || draft.Day is not null || draft.EitherDay.Count > 0 || draft.Today) replaced.Add(Piece.Window);
        if (draft.Today || draft.Day is not null || said.AsOf is not null) replaced.Add(Piece.AsOf);
        return replaced;
    }

    private static Continuation Read(Linking said, IReadOnlyList<Token> typed, Question before, Resolver resolver, Names names)
    {
        var draft = QuestionParser.ReadWords(typed, resolver.Today, names).Draft;
        return Merged(QuestionParser.Parse(typed, resolver, names), question => Over(said, draft, before, question, resolver), resolver);
    }

    private static Continuation Over(Linking said, Draft draft, Question before, Question question, Resolver resolver)
    {
        var replaced = Replaced(draft, question).ToList();
        List<Piece> dropped = [];
        if (IsNow(said)) replaced.AddRange([Piece.Window, Piece.AsOf, Piece.KnownAt]);
        if (question.AsOf is not null && draft.AsOf is not null && before.Window is Window.InMonth or Window.InQuarter or Window.InYear or Window.Between) replaced.Add(Piece.Window);
        if (draft is { EachMonth: true, Span: null, Length: null } && before.Window is not null) question = question with { Window = before.Window };
        if (question.Window is not null && question.Versus is null && question.Window != before.Window) dropped.Add(Piece.Versus);
        if (question.Why && !before.Why && question.By == Dimension.Total) dropped.Add(Piece.By);
        if (question.By != Dimension.Total) dropped.Add(Piece.Who);
        return Merging.Over(before, question, replaced, dropped, resolver);
    }

    private static IReadOnlyList<Suggestion> Continued(IReadOnlyList<Suggestion> suggestions, Func<Question, Continuation> over, Resolver resolver) =>
    [
        .. suggestions.Select(one => QuestionParser.Parse(one.Question, resolver.Today, resolver.Calendar)).OfType<Reading.Understood>()
            .Select(read => over(read.Question)).OfType<Continuation.Asks>().Select(asks => Suggestions.Of(asks.Question)),
    ];

    /// <summary>What was not read is quoted as typed; what may have been meant goes on from the question before.</summary>
    private static Continuation.Replies? NotRead(Linking said, IReadOnlyList<Token> typed, Question before, Resolver resolver, Names names)
    {
        if (QuestionParser.Parse(said.Rest, resolver, names) is not Reading.Partly partly || partly.Read.Count == 0 || QuestionParser.Parse(typed, resolver, names) is not Reading.Partly beside) return null;
        var meant = Continued(beside.Suggestions, question => Over(said, new Draft(), before, question, resolver), resolver).Where(one => one.Question != before.ToString());
        return new Continuation.Replies(partly with { Suggestions = [.. meant] });
    }

    /// <summary>The parts did not make it a question about something else.</summary>
    private static bool IsOf(Draft draft, Question before) =>
        (draft.Qualifier is null || before.Metric == Metric.Arr) && !draft.Help && draft.Meanings.All(meaning => meaning.Metric == before.Metric || (before.Metric == Metric.Arr && meaning.Metric == Metric.Mrr));

    private static bool IsNow(Linking said) => said.Rest.Count <= 2 && said.Rest.Any(token => NowWords.Contains(token.Word)) && said.Rest.All(token => NowWords.Contains(token.Word) || token.Word is "right" or "as" or "of");

    private static IReadOnlyList<Token> Prefix(Question before) =>
        Token.Split(new Question { Metric = before.Metric, Facet = before.Facet, Why = before.Why, Who = false }.ToString());
}
