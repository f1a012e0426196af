using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>The sample company up to the running day of a clock that stands still: periods such as "today" are those of that clock.</summary>
public sealed class RunningBot : IAsyncLifetime
{
    private readonly LiveBot _bot = new();

    internal TimeProvider Clock { get; } = new HurriedTime(new(2026, 11, 20, 15, 30, 0, TimeSpan.Zero));

    internal IServiceProvider Services => _bot.Services;

    internal CompanyCalendar Calendar => Services.GetRequiredService<Company>().Calendar;

    public async ValueTask InitializeAsync()
    {
        await _bot.InitializeAsync();
        await Services.GetRequiredService<FactStore>().ApplyAsync(SampleCompany.Build(Calendar.DayOf(Clock.GetUtcNow())), new FactOptions());
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();
}

/// <summary>Whatever is asked for whatever time: the answer names that time, or says that it has no figure of it.</summary>
public sealed class PeriodTests(RunningBot bot) : IClassFixture<RunningBot>
{
    private static readonly string[] _subjects =
    [
        "mrr", "arr", "mrr by plan", "why did mrr change", "new mrr", "churn", "gross churn", "net churn", "churn by plan", "nrr", "grr", "retention", "quick ratio", "arpu", "arpu by plan", "asp", "ltv", "clv",
        "customers", "customers by plan", "trials", "trial conversion", "trials by plan", "cohorts", "segments", "usage", "usage by plan", "daily active users", "nps", "target", "forecast", "/today", "profiles",
    ];

    private static readonly string[] _periods =
        ["today", "yesterday", "this week", "last week", "this month", "in March", "in 2026", "in Q2", "last 7 days", "last 3 months", "since March", "from 2026-02-03 to 2026-02-20", "as of 2026-02-03", "on 3 February 2026"];

    /// <summary>What says that the time changes nothing, or that there is no such figure.</summary>
    private static readonly string[] _refusals = ["a span does not narrow it", "Segments are those of one day"];

    public static IEnumerable<TheoryDataRow<string>> Questions => _subjects.SelectMany(subject => _periods, (subject, period) => new TheoryDataRow<string>($"{subject} {period}"));

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_time_is_named_in_the_answer_or_refused_in_a_sentence(string text)
    {
        var now = bot.Clock.GetUtcNow();
        var answer = await bot.Services.GetRequiredService<Asker>().AskAsync(text, new AskContext(now), TestContext.Current.CancellationToken);
        if (answer.Kind != AnswerKind.Figures)
        {
            answer.Headline.ShouldEndWith(".");
            answer.Suggestions.ShouldNotBeEmpty();
        }
        else if (!_refusals.Any(answer.Text.Contains)) Names(text, now).ShouldContain(name => answer.Text.Contains(name), $"{answer.Text} ({string.Join(" | ", Names(text, now))})");
    }

    /// <summary>How the time of a question may be named: by its name, its days, the day before it, or, where it is over, its last day.</summary>
    private List<string> Names(string text, DateTimeOffset now)
    {
        var today = bot.Calendar.DayOf(now);
        var subject = _subjects.OrderByDescending(subject => subject.Length).First(text.StartsWith);
        var question = QuestionParser.Parse("mrr" + text[subject.Length..], today, bot.Calendar).ShouldBeOfType<Reading.Understood>().Question;
        Asked asked = new() { Question = question, Now = now, Calendar = bot.Calendar, Currency = Currency.Parse("USD") };
        if (question.Window is null) return [asked.Days.Day(asked.Day)];
        var frame = asked.FrameOf(question.Window);
        List<string> names = [frame.Name(asked.Days), asked.Days.Span(frame.First, frame.Last), asked.Days.Day(frame.First.AddDays(-1))];
        if (frame.Last < today) names.Add(asked.Days.Day(frame.Last));
        else if (frame.First < today) names.Add(asked.Days.Span(frame.First, today.AddDays(-1))); // whole days only
        return names;
    }
}
