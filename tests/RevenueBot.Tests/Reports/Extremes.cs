using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Reports;

namespace RevenueBot.Tests.Reports;

/// <summary>Reports of more than anybody has, in which every text is what an attacker would type.</summary>
internal static class Extremes
{
    public const string Hostile = "Acme\r\nBcc: all@evil.example <script>alert(1)</script> <!channel> <@U1> <https://evil.example|x> *b* _i_ ~s~ `c` \u202Eexe.\u2066\u200F \"onload=\" {{DATE()}} ${x} <at>Dana</at> [x](javascript:alert(1)) **y** & | > :smile: Söhne 👩‍👩‍👧‍👦";

    public static readonly Uri Source = new("https://evil.example/a?b=<c>|d&e=\"f\"");

    /// <param name="text">Of one thing; by default long.</param>
    public static Digest Of(Digest digest, int size, string? text = null)
    {
        var words = text ?? string.Concat(Enumerable.Repeat(Hostile, 1 + (size / 20)));
        IReadOnlyList<T> Many<T>(Func<int, T> one) => [.. Enumerable.Range(0, size).Select(one)];
        DigestItem item = new(words, words, words) { Evidence = words, Do = words, Owner = words, Page = "/" + words };
        AnswerTable table = new([.. Enumerable.Repeat(words, 1 + (size % 13))], Many(_ => (IReadOnlyList<string>)[.. Enumerable.Repeat(words, size % 13)]), words);
        DigestChart Chart(int i) => new($"chart{i}", words, new Chart("<svg/>", words, words));
        DigestSection section = new("any", words)
        {
            Headline = words, Sentences = Many(_ => words), Figures = Many(i => new Figure($"f{i}", words, words, words)), Tables = Many(_ => new DigestTable(words, table)), Charts = Many(Chart), Lists = Many(_ => new DigestList(words, Many(_ => item))),
            Quotes = Many(_ => new DigestQuote(words, words, new(2026, 11, 5), Source)), Advice = Many(_ => new DigestAdvice(words, words, words, words, words, words, words)), Note = words,
        };
        return digest with
        {
            Title = words,
            Subject = words,
            Preheader = words,
            Notice = words,
            Headline = words,
            Sentences = Many(_ => words),
            Figures = Many(i => new Figure($"f{i}", words, words, words)),
            Target = new(words, words) { Reached = 0.5m },
            Items = Many(_ => item),
            Decision = new(words, words),
            Chart = Chart(0),
            Sections = Many(_ => section),
            Restated = Many(_ => words),
            Page = "//evil.example/" + words,
            Footer = words,
        };
    }
}
