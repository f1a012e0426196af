using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Retention;

/// <summary>Figures computed ahead are those of the ledger, stamped with their moment.</summary>
public sealed class RetentionAheadTests
{
    private static readonly string[] Queries =
    [
        "nrr?from=2024-02-01&to=2024-06-30&months=3", "logo-churn?from=2024-01-01&to=2024-06-30", "grr?from=2024-03-01&to=2024-06-30&months=12",
        "logo-churn?by=plan", "nrr?by=country&months=12", "net-mrr-churn?by=currency", "grr?by=segment", "nrr",
    ];

    [Fact]
    public async Task What_was_computed_ahead_equals_the_ledger_and_says_when()
    {
        await using LiveBot bot = new();
        await bot.InitializeAsync();
        List<string> live = [];
        foreach (var query in Queries) live.Add((await bot.MetricAsync(query))["entries"]!.ToJsonString());

        var at = TimeProvider.System.GetUtcNow();
        await bot.RefreshAsync("retention", at);
        foreach (var (query, before) in Queries.Zip(live))
        {
            var ahead = await bot.MetricAsync(query);
            ahead["entries"]!.ToJsonString().ShouldBe(before, query);
            FactsBot.At(ahead["known_at"]!.GetValue<string>()).ShouldBe(at, TimeSpan.FromMilliseconds(1), query);
        }

        var answer = await bot.AskAsync("/retention");
        answer["footer"]!.GetValue<string>().ShouldStartWith("Computed ");
        answer.Headline().ShouldStartWith("Net revenue retention was 100.0% over the 12 months to ");
        (await bot.ReceiptAsync(answer)).Sentences[0].ShouldBe("Net revenue retention = Σ end $198 ÷ S $198 = 100.0%.");
    }

    [Fact]
    public async Task Cohorts_computed_ahead_know_their_revenue_and_a_later_fact_waits_for_the_next_time()
    {
        await using LiveBot bot = new();
        await bot.InitializeAsync();
        await bot.LearnAsync(new FactBatch { Payments = [Payment("p1", 2_900, 100, PaymentStatus.Succeeded), Payment("p2", 9_900, null, PaymentStatus.Succeeded), Payment("p2", 900, null, PaymentStatus.Refunded), Payment("p3", 500, null, PaymentStatus.Failed)] });
        await bot.RefreshAsync("retention", TimeProvider.System.GetUtcNow());
        var today = DateTime.Parse((await bot.MetricAsync("mrr"))["as_of"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var entries = (await bot.MetricAsync($"cohorts?from=2024-01-01&to={today:yyyy-MM-dd}"))["entries"]!.AsArray();
        var ada = entries.Where(entry => entry!["cohort"]!.GetValue<string>() == "2024-01").ToList();
        ada[3]!.Micros("revenue").ShouldBe((2_800 + 9_900 - 900) * 10_000L);
        ada[0]!.Micros("revenue").ShouldBe(0);
        (await bot.AskAsync("/cohorts since 2024-01-01")).Sentences().ShouldContain("They have paid $118 so far, net of refunds and without tax.");

        await bot.LearnAsync(new FactBatch { Payments = [Payment("p4", 100_000, null, PaymentStatus.Succeeded)] });
        (await bot.AskAsync("/cohorts since 2024-01-01")).Sentences().ShouldContain("They have paid $118 so far, net of refunds and without tax.");
    }

    private static Payment Payment(string id, long minor, long? tax, PaymentStatus status) => new(
        FactSource.Import, id, "ada", "sub_ada", minor, tax, Currency.Parse("USD"), status, null, "pro", new DateTimeOffset(2024, 4, 10, 12, 0, 0, TimeSpan.Zero));
}
