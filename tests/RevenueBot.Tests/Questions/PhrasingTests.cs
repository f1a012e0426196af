using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>The phrasings of <c>Phrasings/*.txt</c>: each with the question it is, the questions it may be, or that it is none.</summary>
public sealed class PhrasingTests
{
    /// <summary>A Tuesday.</summary>
    private static readonly DateOnly Today = new(2026, 11, 10);

    private static readonly CompanyCalendar NewYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    internal static readonly Names Names = new(
    [
        new(Dimension.Plan, "pro", "Pro"), new(Dimension.Plan, "price_pro_y", "Pro annual"), new(Dimension.Plan, "price_business", "Business"), new(Dimension.Plan, "ent", "Enterprise"), new(Dimension.Plan, "price_team", "Team"),
        new(Dimension.Plan, "legacy1", "Legacy"), new(Dimension.Plan, "legacy2", "Legacy"), new(Dimension.Segment, "smb", "smb"), new(Dimension.Segment, "Mid market", "Mid market"),
        new(Dimension.Segment, "enterprise", "enterprise"), new(Dimension.Country, "DE", "DE"), new(Dimension.Country, "US", "US"), new(Dimension.Country, "GB", "GB"), new(Dimension.Currency, "EUR", "EUR"), new(Dimension.Currency, "USD", "USD"),
    ]);

    public static IEnumerable<TheoryDataRow<string, string>> All => Directory.GetFiles(Folder(), "*.txt").Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines).Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split(" → "))
        .Select(parts => new TheoryDataRow<string, string>(parts[0], parts[1]));

    [Theory]
    [MemberData(nameof(All))]
    public void Is_read_as_its_question(string phrasing, string canonical) => Canonical(QuestionParser.Parse(phrasing, Today, NewYork, Names)).ShouldBe(canonical);

    [Fact]
    public void There_are_several_hundred_and_none_twice()
    {
        var phrasings = All.Select(row => row.Data.Item1).ToList();
        phrasings.Count.ShouldBeGreaterThan(400);
        phrasings.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_question_of_the_corpus_is_read_the_same_again()
    {
        foreach (var canonical in All.SelectMany(row => row.Data.Item2.Split(" | ")).Where(text => text is not ("?" or "help")).Distinct())
            Canonical(QuestionParser.Parse(canonical, Today, NewYork)).ShouldBe(canonical);
    }

    private static string Canonical(Reading reading) => reading switch
    {
        Reading.Understood(var question) => question.ToString(),
        Reading.Help => "help",
        Reading.Ambiguous ambiguous => string.Join(" | ", ambiguous.Suggestions.Select(suggestion => suggestion.Question)),
        _ => "?",
    };

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RevenueBot.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "RevenueBot.Tests", "Questions", "Phrasings");
    }
}
