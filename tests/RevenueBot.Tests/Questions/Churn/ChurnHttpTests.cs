using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Alerts.Rules;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Tests.Alerting;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Churn;

/// <summary>Churn risk from the outside. On 30 Jun 2024 ada and bo pay, cy has left; ada fails to pay since 22 June. One churn is too few to learn from.</summary>
public sealed class ChurnHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = At("2024-06-30T16:00Z");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await bot.LearnAsync(new FactBatch
        {
            Payments = [new(FactSource.Import, "p1", "ada", null, 9_900, null, Metrics.Currency.Parse("USD"), PaymentStatus.Succeeded, null, null, At("2024-05-22T12:00Z")), new(FactSource.Import, "p2", "ada", null, 9_900, null, Metrics.Currency.Parse("USD"), PaymentStatus.Failed, null, null, At("2024-06-22T12:00Z"))],
            Usage = [new("ada", "u1", "tasks", 1, At("2024-06-01T12:00Z"), null), new("bo", "u2", "tasks", 1, At("2024-06-29T12:00Z"), null)],
        });
        await bot.RefreshAsync("churn", Now);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/customer ada")]
    [InlineData("/health ada")]
    public async Task A_customer_s_risk_is_told_with_its_reasons_its_day_and_what_told_it(string question)
    {
        var answer = await bot.AskAsync(question);
        var risk = answer.Sentences().Single(sentence => sentence.StartsWith("Churn risk: ", StringComparison.Ordinal));
        risk.ShouldMatch(@"^Churn risk: \d+\.\d% within 30 days, \d+\.\d% within 60, \d+\.\d% within 90 \(scored on 30 Jun 2024, not renewed since, by a rule of thumb, 1 churn so far\)\.$");
        answer.Sentences().ShouldContain(sentence => sentence.StartsWith("What raises it: ", StringComparison.Ordinal) && sentence.Contains("payment failing for 8 days", StringComparison.Ordinal) && sentence.Contains("no use for 28 days", StringComparison.Ordinal));
        answer["figures"]!.AsArray().Select(figure => figure!["key"]!.GetValue<string>()).ShouldContain("churn_risk");
    }

    [Fact]
    public async Task Of_a_past_day_nothing_is_told_that_a_later_model_says() =>
        (await bot.AskAsync("/health ada as of 2024-06-30")).Sentences().ShouldNotContain(sentence => sentence.Contains("Churn risk", StringComparison.Ordinal));

    [Fact]
    public async Task Programs_get_probabilities_and_reasons_with_their_direction()
    {
        var ada = await CustomerAsync("ada");
        var (p30, p60, p90) = (Number(ada, "value"), Number(ada, "within60_days"), Number(ada, "within90_days"));
        (0 < p30 && p30 < p60 && p60 < p90 && p90 < 1).ShouldBeTrue();
        ada["basis"]!.GetValue<string>().ShouldBe("rule_of_thumb");
        ada["reason"]!.GetValue<string>().ShouldBe("a rule of thumb, 1 churn so far");
        ada["as_of"]!.GetValue<DateTimeOffset>().ShouldBe(Now);
        ada["expected"]!["micros"]!.GetValue<double>().ShouldBe(99_000_000 * p30, 100);
        ada["reasons"]!.AsArray().Select(reason => (reason!["direction"]!.GetValue<string>(), reason["feature"]!.GetValue<string>())).ShouldContain(("up", "failing_days"));
        Number(await CustomerAsync("bo"), "value").ShouldBeLessThan(p30);
        var cy = await CustomerAsync("cy");
        (cy["value"], cy["reason"]!.GetValue<string>()).ShouldBe((null, "only who pays is scored"));
    }

    [Fact]
    public async Task Who_is_at_risk_stands_with_its_risk_and_the_mrr_times_it()
    {
        await bot.RefreshAsync("health", Now);
        var answer = await bot.AskAsync("/at-risk");
        answer["table"]!["columns"]!.AsArray().Select(column => column!.GetValue<string>()).ShouldBe(["Customer, USD", "MRR", "Health", "7 days", "Risk", "MRR × risk"]);
        var ada = answer.Rows().Single(row => row[0] == "ada");
        ada[4].ShouldMatch(@"^\d+\.\d%$");
        answer.Sentences().ShouldContain("Risks were scored on 30 Jun 2024, not renewed since, by a rule of thumb, 1 churn so far.");
    }

    [Fact]
    public async Task Alerts_measure_the_chance_of_90_days_as_long_as_it_is_renewed()
    {
        var p90 = (decimal)Number(await CustomerAsync("ada"), "within90_days");
        (await bot.MeasureAsync(Signal.ChurnChance, Now.AddDays(1)))["ada"].ShouldBe(p90, 0.00001m);
        (await bot.MeasureAsync(Signal.ChurnChance, Now.AddDays(15))).ShouldBeEmpty("a score that is not renewed is none");
        (await bot.MeasureAsync(Signal.ChurnChance, Now, isPast: true)).ShouldBeEmpty();
    }

    private async Task<JsonNode> CustomerAsync(string id) => JsonNode.Parse(await bot.Client.GetStringAsync($"/api/v1/customers/{id}", Cancel))!["customer"]!["churn_risk"]!;

    private static double Number(JsonNode node, string name) => node[name]!.GetValue<double>();
}
