using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>The board report of companies that are no sample: young, empty, or with money without cents.</summary>
public sealed class MonthlyStatesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_customer_everything_is_left_out_and_named()
    {
        await using LiveBot bot = new();
        await bot.InitializeAsync();
        var report = await MonthlySampleTests.ReportAsync(bot.Services, new(2023, 10, 1));
        MonthlySampleTests.Keep(report, "empty");

        report.Sections.Select(section => section.Key).ShouldBe(["definitions"]);
        report.Decision.ShouldBeNull();
        report.Figures.ShouldBeEmpty();
        MonthlySampleTests.Whole(report);
        MonthlySampleTests.TextOf(report).ShouldContain("Left out: Churn and retention");
    }

    [Fact]
    public async Task Yen_have_no_cents_and_strange_names_do_no_harm()
    {
        await using LiveBot bot = new(new() { ["Company:Currency"] = "JPY", ["Company:Name"] = "株式会社 ‮evil‬ 👩‍👩‍👧 عبد الرحمن" });
        await bot.InitializeAsync();
        await bot.Services.GetRequiredService<FactStore>().ApplyAsync(
            new FactBatch
            {
                Plans = [new("big", new string('W', 300) + " プラン", 3, null, null, null, null, null, null)],
                SubscriptionEvents = [.. Enumerable.Range(0, 40).Select(i => Event(i))],
            },
            new FactOptions(DataThrough: new SourceState("files", new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero))), Ct);
        var report = await MonthlySampleTests.ReportAsync(bot.Services, new(2024, 5, 1));
        MonthlySampleTests.Keep(report, "yen");

        MonthlySampleTests.Whole(report);
        report.Figures[0].Value.ShouldStartWith("¥");
        report.Figures[0].Value.ShouldNotContain(".");
    }

    private static SubscriptionEvent Event(int i) => new()
    {
        Source = FactSource.Import, EventId = $"y{i}", CustomerId = $"顧客-{i}-{new string('x', i * 3)}", SubscriptionId = $"sub_y{i}", ItemId = $"sub_y{i}", PlanId = "big",
        UnitAmountMinor = 12_500 + i, Currency = Currency.Parse("JPY"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(2024, 1 + (i % 5), 3, 0, 0, 0, TimeSpan.Zero),
    };
}
