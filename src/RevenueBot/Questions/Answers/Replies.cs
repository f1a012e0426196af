using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>Answers without a figure.</summary>
internal static class Replies
{
    /// <summary>"I read “mrr” and “last quarter”, but not “regoin”."</summary>
    public static Answer NotUnderstood(Reading.Partly reading, string text) => new()
    {
        Id = AnswerId.OfText(text), Kind = AnswerKind.NotUnderstood, Question = AnswerId.Cut(text), Suggestions = reading.Suggestions,
        Headline = reading.Read.Count == 0
            ? $"I read nothing I can answer in {Quoted(reading.Unread)}."
            : $"I read {Quoted(reading.Read)}, but not {Quoted(reading.Unread)}.",
    };

    public static Answer Impossible(Reading.Impossible reading, string text) => new()
    {
        Id = AnswerId.OfText(text), Kind = AnswerKind.NotUnderstood, Question = AnswerId.Cut(text), Suggestions = reading.Suggestions,
        Headline = $"{reading.Why} {reading.Advice}",
    };

    public static Answer Help() => new()
    {
        Id = AnswerId.OfText("help"), Kind = AnswerKind.Help, Question = "/mrr help", Headline = "I answer questions about MRR, with the day and the comparison.",
        Sentences =
        [
            "/mrr: the balance, compared with a month and a year ago.",
            "/mrr last 6 months, this year, Q3 2025, since March, from 2025-01-01 to 2025-03-31: a span, month by month.",
            "/mrr in March 2025, last month, last week: one period from opening to closing.",
            "/mrr why: what moved it.",
            "/mrr by plan, currency, country or segment: which one moves the total.",
            "Add to any of them: as of 2026-03-31, known at 2026-04-01, at constant currency, or arr.",
        ],
        Suggestions = Suggestions.Always,
    };

    private static string Quoted(IReadOnlyList<string> phrases)
    {
        var quoted = phrases.Select(phrase => $"“{phrase}”").ToList();
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.SkipLast(1))} and {quoted[^1]}";
    }
}
