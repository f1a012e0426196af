using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

public sealed class FreshnessTests
{
    private static readonly DateTimeOffset _night = new(2026, 11, 10, 8, 0, 0, TimeSpan.Zero); // 03:00 in New York

    [Fact]
    public void The_last_reconciliation_stands_in_the_footer()
    {
        Reconciled(0).Footer.ShouldBe("Data through Tue 10 Nov 2026, 17:40 New York · Stripe · reconciled with Stripe Tue 10 Nov: equal · USD · default definitions");
        Reconciled(1).Footer.ShouldContain("reconciled with Stripe Tue 10 Nov: 1 customer differs");
        Reconciled(3).Footer.ShouldContain("reconciled with Stripe Tue 10 Nov: 3 customers differ");
    }

    [Fact]
    public void What_is_asked_as_known_at_a_time_has_no_reconciliation_of_now() =>
        Larkspur.Ask("/mrr known at 2026-11-10", s => s with { Sources = [Stripe(Larkspur.DataThrough, 0)] }).Footer.ShouldNotContain("reconciled");

    [Fact]
    public void Every_silent_source_is_named_with_its_reason() =>
        Larkspur.Ask("/mrr", s => s with
        {
            Sources =
            [
                Stripe(Larkspur.Now.AddHours(-30), 0) with { Problem = "Stripe does not accept the API key: create a restricted key." },
                new("database", Larkspur.Now.AddHours(-40)), new("files", Larkspur.Now.AddDays(-90)),
            ],
        }).Notice.ShouldBe("Nothing has arrived from the app database since Mon 9 Nov, 01:42 and from Stripe since Mon 9 Nov, 11:42. Figures are as of the earlier time. "
            + "Stripe does not accept the API key: create a restricted key.");

    [Fact]
    public void Figures_computed_ahead_say_when_and_their_id_holds_that_moment()
    {
        var answer = Computed(_night, Cadence.Daily);
        answer.Footer.ShouldStartWith("Computed Tue 10 Nov, 03:00 · Data through Tue 10 Nov 2026, 17:40 New York · Stripe");
        answer.Notice.ShouldBeNull();
        answer.KnownAt.ShouldBe(_night);
        AnswerId.TryRead(answer.Id, out var question).ShouldBeTrue();
        question.ShouldBe("/cohorts as of 2026-11-10 known at 2026-11-10T08:00:00Z");
    }

    [Fact]
    public void Figures_of_an_earlier_day_are_of_that_day()
    {
        var answer = Computed(_night.AddDays(-1), Cadence.Daily);
        answer.AsOf.ShouldBe(new DateOnly(2026, 11, 9));
        AnswerId.TryRead(answer.Id, out var question).ShouldBeTrue();
        QuestionParser.Parse(question, Larkspur.NewYork.DayOf(Larkspur.Now), Larkspur.NewYork).ShouldBeOfType<Reading.Understood>();
    }

    [Theory]
    [InlineData(Cadence.Hourly, 3)]
    [InlineData(Cadence.Daily, 49)]
    [InlineData(Cadence.Weekly, 15 * 24)]
    internal void Figures_that_were_not_renewed_in_time_say_so_first(Cadence cadence, int hours)
    {
        Computed(Larkspur.Now.AddHours(-hours), cadence).Notice!.ShouldEndWith("and have not been renewed since.");
        Computed(Larkspur.Now.AddHours(-hours / 2), cadence).Notice.ShouldBeNull();
    }

    [Fact]
    public async Task Why_a_source_is_silent_is_kept_until_it_speaks()
    {
        await using var database = await TestDatabase.CreateAsync();
        FactStore facts = new(database.DataSource, LedgerRules.Default, TimeProvider.System);
        var cancel = TestContext.Current.CancellationToken;
        await facts.SetDataThroughAsync(new SourceState("Stripe", _night), cancel);
        await facts.AddProblemAsync(new DataProblem("stripe", DataProblem.Key, "The key is refused.", _night), cancel);
        await facts.AddProblemAsync(new DataProblem("stripe", "sub_1", "A price is unknown.", _night), cancel);
        (await SourceAsync()).Problem.ShouldBe("The key is refused.");
        await facts.ForgetProblemsAsync("stripe", DataProblem.WhySilent, cancel);
        (await SourceAsync()).Problem.ShouldBeNull();

        async Task<SourceState> SourceAsync() =>
            (await new LedgerReader(database.DataSource).ReadAsync(new LedgerQuery(Dimension.Total, [new DateOnly(2026, 11, 1)]), cancel)).Sources.Single();
    }

    private static Answer Reconciled(int differing) => Larkspur.Ask("/mrr", s => s with { Sources = [Stripe(Larkspur.DataThrough, differing)] });

    private static SourceState Stripe(DateTimeOffset through, int differing) => new("Stripe", through) { Reconciled = new(_night, 593, differing) };

    private static Answer Computed(DateTimeOffset at, Cadence cadence) => Provenance.Computed(
        new Asked { Question = Question.Mrr with { Metric = Metric.Cohorts }, Now = Larkspur.Now, Calendar = Larkspur.NewYork, Currency = Larkspur.Usd },
        ([new("stripe", Larkspur.DataThrough)], "default"), at, cadence);
}
