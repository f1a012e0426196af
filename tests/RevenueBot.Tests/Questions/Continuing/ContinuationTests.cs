using RevenueBot.Metrics;
using RevenueBot.Questions.Continuing;
using RevenueBot.Questions.Language;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Continuing;

/// <summary>The conversations of <c>followups.txt</c>: a question, what is said after it, and the question that this is.</summary>
public sealed class ContinuationTests
{
    /// <summary>A Tuesday.</summary>
    private static readonly Resolver Today = new(new(2026, 11, 10), new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));

    private static readonly string[] Contexts =
    [
        "/mrr", "/mrr by plan last 6 months", "/mrr why by customer in March 2026", "/churn net over 3 months for segment \"smb\"", "/customer \"Acme Inc\"", "/health \"Acme Inc\" as of 2026-03-31", "/at-risk", "/forecast over 6 months what if churn +1pp",
        "/mrr vs last year", "/alerts \"mine\"", "/usage from 2026-11-09 to 2026-11-09", "/mrr arr for plan \"pro\" known at 2026-11-01T00:00:00Z",
    ];

    public static IEnumerable<TheoryDataRow<string, string, string>> All => File.ReadLines(Path.Combine(Home("Continuing"), "followups.txt")).Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split(" | ")).Select(parts => new TheoryDataRow<string, string, string>(parts[0], parts[1], parts[2]));

    [Theory]
    [MemberData(nameof(All))]
    public void A_text_after_a_question_is_read_as(string before, string said, string expected) => Told(said, before).ShouldBe(expected);

    [Fact]
    public void There_are_well_over_a_hundred_and_none_twice()
    {
        var pairs = All.Select(row => (row.Data.Item1, row.Data.Item2)).ToList();
        pairs.Count.ShouldBeGreaterThan(150);
        pairs.GroupBy(pair => pair).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void A_question_that_names_its_metric_is_never_changed_by_what_was_asked_before()
    {
        string[] linking = ["and", "what", "how about", "same", "also", "but", "the same"];
        var complete = PhrasingTests.All.Select(row => (Text: row.Data.Item1, Canonical: row.Data.Item2)).Where(row => row.Canonical is not ("?" or "help"))
            .SelectMany(row => row.Canonical.Split(" | ").Append(row.Text.StartsWith('/') || !row.Canonical.StartsWith("/mrr", StringComparison.Ordinal) && !linking.Any(word => row.Text.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase)) ? row.Text : "/mrr")).Distinct().ToList();
        complete.Count.ShouldBeGreaterThan(400);
        foreach (var text in complete)
            foreach (var context in Contexts) Read(text, context).ShouldBe(new Continuation.Alone(), $"{context} | {text}");
    }

    [Fact]
    public void What_was_merged_is_read_as_itself_and_said_again_changes_nothing()
    {
        foreach (var row in All)
        {
            if (row.Data.Item3 == "!" || Read(row.Data.Item2, row.Data.Item1) is not Continuation.Asks(var merged, _)) continue;
            QuestionParser.Parse(merged.ToString(), Today.Today, Today.Calendar).ShouldBeOfType<Reading.Understood>().Question.ToString().ShouldBe(merged.ToString());
            if (Shift.Of(Linking.Of(Token.Split(row.Data.Item2)).Rest) is not null) continue; // "the month before" goes one further
            var again = Read(row.Data.Item2, merged.ToString());
            (again is Continuation.Asks(var twice, _) ? twice.ToString() : Told(row.Data.Item2, merged.ToString())).ShouldBe(merged.ToString(), $"{row.Data.Item1} | {row.Data.Item2}");
        }
    }

    [Fact]
    public void No_text_throws_after_any_question()
    {
        var random = new Random(4711);
        var words = All.SelectMany(row => row.Data.Item2.Split(' ')).Concat(["\"", "<@U1>", "…", "31", "2026-02-30", "q9", "before", "after", "earlier", "and", "for", "\u202e", "999", "years"]).Distinct().ToArray();
        for (var i = 0; i < 3_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 7)).Select(_ => words[random.Next(words.Length)]));
            var context = Contexts[random.Next(Contexts.Length)];
            if (Read(text, context) is Continuation.Asks(var merged, _))
                QuestionParser.Parse(merged.ToString(), Today.Today, Today.Calendar).ShouldBeOfType<Reading.Understood>(text).Question.ToString().ShouldBe(merged.ToString(), $"{context} | {text}");
        }
    }

    private static Continuation Read(string text, string before) =>
        ContinuationReader.Read(text, ((Reading.Understood)QuestionParser.Parse(before, Today.Today, Today.Calendar)).Question, Today, PhrasingTests.Names);

    private static string Told(string said, string before)
    {
        if (QuestionParser.Parse(before, Today.Today, Today.Calendar) is not Reading.Understood(var question)) return "!";
        return ContinuationReader.Read(said, question, Today, PhrasingTests.Names) switch
        {
            Continuation.Asks asks => asks.Question + (asks.LeftOut.Count == 0 ? "" : $" − {string.Join(", ", asks.LeftOut)}"),
            Continuation.Receipt => "receipt",
            Continuation.Replies { Reading: Reading.Ambiguous ambiguous } => string.Join(" // ", ambiguous.Suggestions.Select(one => one.Question)),
            Continuation.Replies { Reading: Reading.Impossible } => "!",
            Continuation.Replies => "?",
            _ => QuestionParser.Parse(said, Today.Today, Today.Calendar, PhrasingTests.Names) is Reading.Understood(var alone) ? $"= {alone}" : "?",
        };
    }

    private static string Home(string folder)
    {
        var home = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(home.FullName, "RevenueBot.sln"))) home = home.Parent!;
        return Path.Combine(home.FullName, "tests", "RevenueBot.Tests", "Questions", folder);
    }
}
