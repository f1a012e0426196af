using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Trials;
using RevenueBot.Tests.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Trials;

/// <summary>Trials of the sample company: HTTP, real database, against a slow count over its ledger.</summary>
public sealed class TrialHttpTests(SampleBot bot) : IClassFixture<SampleBot>
{
    private static readonly DateOnly Through = DateOnly.Parse(SampleBot.AsOf, null).AddDays(-1);

    [Fact]
    public async Task Cohorts_equal_a_slow_count_over_the_ledger()
    {
        var now = await LiveAsync();
        var expected = Naive(now).ToLookup(trial => Month.Of(trial.Start));
        var entries = (await bot.GetAsync("trial-conversion?from=2025-06-01"))["entries"]!.AsArray();
        entries.Count.ShouldBeGreaterThan(12);
        foreach (var entry in entries)
        {
            var trials = expected[Month.Of(DateOnly.Parse(entry!["date"]!.GetValue<string>(), null))].ToList();
            Count(entry, "started").ShouldBe(trials.Count);
            Count(entry, "converted").ShouldBe(trials.Count(trial => trial.Paid is not null));
            Count(entry, "open").ShouldBe(trials.Count(trial => trial.IsOpen));
            foreach (var within in entry["within"]!.AsArray())
                Count(within!, "converted").ShouldBe(trials.Count(trial => trial.Paid is { } paid && paid.DayNumber - trial.Start.DayNumber <= Count(within!, "days")));
        }
    }

    [Fact]
    public async Task A_cohort_that_can_still_change_has_no_final_share()
    {
        var entries = (await bot.GetAsync("trial-conversion?from=2026-01-01"))["entries"]!.AsArray();
        var newest = entries[^1]!["within"]![1]!;
        (newest["mature"]!.GetValue<bool>(), newest["fraction"]).ShouldBe((false, null));
        newest["reason"]!.GetValue<string>().ShouldBe("final after 2026-12-30");
        var old = entries[0]!["within"]![1]!;
        (old["mature"]!.GetValue<bool>(), old["so_far"]).ShouldBe((true, null));
        old["fraction"]!.GetValue<decimal>().ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task The_answer_counts_what_runs_and_marks_what_is_not_final()
    {
        var answer = await bot.AskAsync("/trials");
        var active = (await bot.GetAsync("trial-conversion"))["summary"]!["active_trials"]!.GetValue<int>();
        answer["headline"]!.GetValue<string>().ShouldStartWith($"{active} trials are running on 20 Nov, ");
        answer["sentences"]![0]!.GetValue<string>().ShouldMatch(@"^Of \d+ customers whose trial began in September, [\d.]+% paid within 30 days, vs [\d.]+% of those of August\.$");
        answer["table"]!["rows"]!.AsArray()[^1]![3]!.GetValue<string>().ShouldEndWith("†");
        answer["table"]!["rows"]![0]![3]!.GetValue<string>().ShouldNotEndWith("†");
    }

    [Fact]
    public async Task What_is_counted_of_another_day_says_its_day() =>
        (await bot.AskAsync("/trials"))["sentences"]![1]!.GetValue<string>().ShouldMatch(@"\(\d+ customers\); \d+ trials were open at the end of 20 Nov\.$");

    [Theory]
    [InlineData("trial conversion in September", @"^Of \d+ customers whose trial began in September, [\d.]+% paid within 30 days, vs [\d.]+% of those of August\.$", "30 Sep")]
    [InlineData("trial conversion in November", @"^Of \d+ customers whose trial began in November, [\d.]+% paid within 30 days so far: final after 30 Dec\.$", "20 Nov")]
    public async Task Of_a_span_the_conversion_comes_first(string text, string headline, string last)
    {
        var answer = await bot.AskAsync(text);
        answer["headline"]!.GetValue<string>().ShouldMatch(headline);
        answer["sentences"]![0]!.GetValue<string>().ShouldMatch($@"^\d+ trials are running on {last}, ");
    }

    [Fact]
    public async Task Asked_for_conversion_it_comes_first_without_a_span_too()
    {
        var answer = await bot.AskAsync("trial conversion");
        answer["question"]!.GetValue<string>().ShouldBe("/trials conversion as of 2026-11-20");
        answer["headline"]!.GetValue<string>().ShouldMatch(@"^Of \d+ customers whose trial began in September, [\d.]+% paid within 30 days, vs [\d.]+% of those of August\.$");
        answer["sentences"]![0]!.GetValue<string>().ShouldMatch(@"^\d+ trials are running on 20 Nov, ");
    }

    [Theory]
    [InlineData("trials in 2019", "No trial began in 1 Jan–31 Dec 2019.")]
    [InlineData("trials by plan in September", "trials? (is|are) running on 30 Sep, ")]
    public async Task A_span_is_never_left_out(string text, string headline) => (await bot.AskAsync(text))["headline"]!.GetValue<string>().ShouldMatch(headline);

    [Fact]
    public async Task Of_a_part_of_a_month_it_says_so() => (await bot.AskAsync("trials from 2026-09-10 to 2026-10-10"))["sentences"]!.AsArray().Select(said => said!.GetValue<string>())
        .ShouldContain("Conversion is of those who began in whole months: 10 Sep–10 Oct is a part of 1 Sep–31 Oct.");

    [Theory]
    [InlineData("/trials")]
    [InlineData("/customers")]
    public async Task The_entries_of_a_count_carry_the_mrr_of_the_ledger(string text)
    {
        var entry = (await bot.AskAsync(text))["entries"]!.AsArray()[^1]!;
        var movements = (await bot.GetAsync("movements?from=2026-11-01"))["entries"]!.AsArray()[^1]!;
        entry["closing"]!["micros"]!.GetValue<long>().ShouldBe(movements["closing"]!["micros"]!.GetValue<long>());
    }

    [Fact]
    public async Task Trials_by_plan_add_up_and_say_that_conversion_is_not_split()
    {
        var answer = await bot.AskAsync("/trials by plan");
        var rows = answer["table"]!["rows"]!.AsArray().Select(row => int.Parse(row![2]!.GetValue<string>(), null)).ToList();
        rows.SkipLast(1).Sum().ShouldBe(rows[^1]);
        answer["sentences"]![0]!.GetValue<string>().ShouldBe("Conversion is of all customers: it is not split.");
    }

    [Fact]
    public async Task Figures_computed_ahead_are_those_computed_live()
    {
        var source = bot.Services.GetRequiredService<TrialSource>();
        await source.RunAsync(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);
        var ahead = (await bot.Services.GetRequiredService<PrecomputedStore>().ReadAsync<TrialTable>(source.Name, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var live = await bot.Services.GetRequiredService<TrialReader>().ReadAsync(Through, null, TestContext.Current.CancellationToken);
        ahead.Value.Through.ShouldBe(Through);
        ahead.Value.Cohorts.Sum(cohort => cohort.Started).ShouldBe(live.Sum(span => span.Customers));
        DaysOf(ahead.Value.Cohorts).ShouldBe(DaysOf(TrialCohort.Of(live)));
    }

    [Fact]
    public async Task A_receipt_has_the_numbers_behind_the_share()
    {
        var asker = bot.Services.GetRequiredService<Asker>();
        var context = new AskContext(TimeProvider.System.GetUtcNow());
        var receipt = await asker.ReceiptAsync(new Question { Metric = Metric.Trials, AsOf = DateOnly.Parse(SampleBot.AsOf, null) }, context, TestContext.Current.CancellationToken);
        receipt.Sentences[0].ShouldMatch(@"^September: \d+ ÷ \d+ = [\d.]+% paid within 30 days\.$");
        foreach (var row in receipt.Table!.Rows)
            (Number(row[4]) + Number(row[5]) + Number(row[6]) + Number(row[7])).ShouldBe(Number(row[1]), row[0]);
    }

    private static string DaysOf(IReadOnlyCollection<TrialCohort> cohorts) => DaysToConvert.Of(cohorts).ToString();

    private static int Number(string cell) => int.Parse(cell, null);

    private static int Count(JsonNode node, string name) => node[name]!.GetValue<int>();

    /// <summary>The ledger rows as the database holds them, customer by customer.</summary>
    private async Task<List<List<Movement>>> LiveAsync()
    {
        Dictionary<string, List<Movement>> customers = [];
        await foreach (var row in bot.Services.GetRequiredService<MovementReader>().ReadAsync(new MovementQuery(To: Through.AddDays(1)), TestContext.Current.CancellationToken))
        {
            if (!customers.TryGetValue(row.CustomerId, out var rows)) customers[row.CustomerId] = rows = [];
            rows.Add(row.Movement);
        }

        return [.. customers.Values];
    }

    private static IEnumerable<(DateOnly Start, DateOnly? Paid, bool IsOpen)> Naive(List<List<Movement>> customers)
    {
        foreach (var rows in customers)
        {
            var trials = 0;
            DateOnly? start = null, paid = null;
            foreach (var row in rows.OrderBy(row => row.Day))
            {
                trials += row.Trials;
                if (row.Trials > 0) start ??= row.Day;
                if (row.Kind == MovementKind.New) paid ??= row.Day;
            }

            if (start is { } first && !(paid <= first)) yield return (first, paid, trials > 0 && paid is null);
        }
    }
}
