namespace RevenueBot.Questions.Language;

/// <summary>Questions whose words are a name or a text: <c>/customer Acme Inc</c>, <c>how healthy is Acme</c>, <c>/annotate 2026-11-10 launch Release 4.2</c>.</summary>
internal static class SubjectRules
{
    private static readonly string[][] Openings =
        [["customer"], ["show", "customer"], ["show", "me", "customer"], ["the", "customer"], ["look", "up"], ["lookup"], ["tell", "me", "about"], ["how", "is", "customer"], ["what", "about", "customer"], ["find", "customer"]];

    /// <summary>What stands before and after a name in questions about its health.</summary>
    private static readonly (string[] Before, string[] After)[] AroundHealth =
    [
        (["how", "healthy", "is"], []), (["how", "healthy", "are"], []), (["health", "of"], []), (["health", "for"], []), (["health", "score", "of"], []), (["health", "score", "for"], []), (["what", "is", "the", "health", "of"], []),
        (["what's", "the", "health", "of"], []), (["show", "health", "of"], []), (["why", "is"], ["at", "risk"]), (["is"], ["healthy"]), (["is"], ["at", "risk"]), (["how", "is"], ["doing"]), (["health"], []),
    ];

    /// <summary>The same of questions whether it is ready to grow.</summary>
    private static readonly (string[] Before, string[] After)[] AroundExpansion =
    [
        (["expansion", "opportunities", "of"], []), (["expansion", "opportunities", "for"], []), (["expansion", "opportunities", "at"], []), (["expansion", "opportunity", "of"], []), (["is"], ["ready", "to", "grow"]),
        (["is"], ["ready", "to", "upgrade"]), (["is"], ["ready", "for", "an", "upgrade"]), (["is"], ["near", "its", "limit"]), (["how", "could"], ["grow"]), (["can", "we", "upsell"], []), (["what", "can", "we", "sell"], []),
    ];

    /// <summary>A question that a command says is one: whatever follows is its text.</summary>
    public static Draft? Command(IReadOnlyList<Token> tokens, DateOnly today) => tokens switch
    {
        [{ IsCommand: true, Word: "customer" }, ..] => Read(Metric.Customer, tokens, 1, today),
        [{ IsCommand: true, Word: "health" }, ..] or [{ Word: "health" }, { Name: not null }, ..] => Read(Metric.Health, tokens, 1, today),
        [{ IsCommand: true, Word: "expansion" }, { Word: not "by" }, ..] or [{ Word: "expansion" }, { Name: not null }, ..] => Read(Metric.Expansion, tokens, 1, today),
        [{ Word: "expansion" }, { Word: "opportunities" }, { Name: not null }, ..] => Read(Metric.Expansion, tokens, 2, today),
        [{ IsCommand: true, Word: "alerts" }, ..] => Read(Metric.Alerts, tokens, 1, today),
        [{ Word: "open" }, { Word: "alerts" }, { Name: not null }, ..] => Read(Metric.Alerts, tokens, 2, today),
        [{ Word: "silence" }, ..] => Read(Metric.Silence, tokens, 1, today),
        [{ Word: "access" }, ..] => Read(Metric.Access, tokens, 1, today),
        [{ Word: "intel" }, ..] => Note(tokens, today),
        [{ Word: "digest" or "digests" or "reports" }, ..] => Read(Metric.Digest, tokens, 1, today),
        [{ Word: "dashboard" }, ..] => Read(Metric.Dashboard, tokens, 1, today),
        [{ Word: "annotate" or "annotation" }, ..] => Read(Metric.Annotate, tokens, 1, today),
        _ => null,
    };

    /// <summary>A note is kept as it was typed, to its last word; a moment of the answer is read only behind what was quoted, or nothing.</summary>
    private static Draft Note(IReadOnlyList<Token> tokens, DateOnly today)
    {
        var (name, end) = tokens switch { [_, { Name: { } quoted }, { Typed: "," }, ..] => (quoted, 3), [_, { Name: { } quoted }, ..] => (quoted, 2), _ => (null, 1) };
        if (Of(name) is var draft && Ends(tokens, end, draft, today)) return draft;
        return Of(string.Join(' ', tokens.Skip(1).Select(token => token.Typed)));

        static Draft Of(string? text)
        {
            var draft = new Draft();
            draft.SetMetric([new(Metric.Intel)], isAdded: false);
            draft.SetSubject(text);
            return draft;
        }
    }

    /// <summary>"customer Acme Inc", "tell me about Acme": where the words are no other question.</summary>
    public static Draft? Spoken(IReadOnlyList<Token> tokens, DateOnly today)
    {
        foreach (var opening in Openings)
            if (tokens.Count >= opening.Length && tokens.Take(opening.Length).Select(token => token.Word).SequenceEqual(opening))
                return tokens.Count == opening.Length && opening is not ["customer"] ? null : Read(Metric.Customer, tokens, opening.Length, today);
        return Around(Metric.Expansion, AroundExpansion, tokens, today) ?? Around(Metric.Health, AroundHealth, tokens, today);
    }

    /// <summary>A moment of the answer may stand behind all of it: "is Acme at risk as of 2026-03-31".</summary>
    private static Draft? Around(Metric metric, (string[] Before, string[] After)[] around, IReadOnlyList<Token> tokens, DateOnly today)
    {
        var end = Enumerable.Range(0, tokens.Count + 1).First(at => Ends(tokens, at, new Draft(), today));
        Token[] asked = [.. tokens.Take(end)];
        foreach (var (before, after) in around)
            if (asked.Length > before.Length + after.Length && Begins(asked, before) && Ends(asked, after)) return Read(metric, [.. asked.SkipLast(after.Length), .. tokens.Skip(end)], before.Length, today);
        return null;
    }

    private static bool Begins(IReadOnlyList<Token> tokens, string[] words) => tokens.Take(words.Length).Select(token => token.Word).SequenceEqual(words);

    private static bool Ends(IReadOnlyList<Token> tokens, string[] words) => tokens.TakeLast(words.Length).Select(token => token.Word).SequenceEqual(words);

    /// <summary>The text ends where a day or a moment of the answer is named.</summary>
    private static Draft Read(Metric metric, IReadOnlyList<Token> tokens, int start, DateOnly today)
    {
        for (var end = start; end <= tokens.Count; end++)
        {
            var draft = new Draft();
            draft.SetMetric([new(metric)], isAdded: false);
            if (!Ends(tokens, end, draft, today)) continue;
            draft.SetSubject(Text(tokens, start, end));
            return draft;
        }

        throw new InvalidOperationException("The end of the words is always an end.");
    }

    /// <summary>Whether everything from here on says for when the answer is.</summary>
    private static bool Ends(IReadOnlyList<Token> tokens, int end, Draft draft, DateOnly today)
    {
        var cursor = new Cursor(tokens) { At = end };
        while (!cursor.AtEnd)
            if (cursor.Word is not ("as" or "known") || !Rules.ReadMoment(cursor, draft, today)) return false;
        return true;
    }

    private static string? Text(IReadOnlyList<Token> tokens, int start, int end)
    {
        if (end == start + 1 && tokens[start].Name is { } name) return name;
        var text = string.Join(' ', tokens.Skip(start).Take(end - start).Select(token => token.Typed)).Trim('?', ' ', '"');
        return text.Length == 0 ? null : text;
    }
}
