using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>Realised CLV from the outside. Of the customers of the live bot ada began with Solo and moved to Pro, cy left; dee never paid.</summary>
public sealed class LifetimeHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static readonly Currency Usd = Currency.Parse("USD");

    public async ValueTask InitializeAsync() => await bot.LearnAsync(new FactBatch
    {
        Customers = [new("dee", "Dee", null, null, null, null, At("2024-01-01T00:00Z"), null)],
        Payments =
        [
            Paid("p1", "ada", 29_00, "2024-01-10T15:00Z"), Paid("p2", "ada", 29_00, "2024-02-10T15:00Z"), Paid("p3", "ada", 118_80, "2024-03-10T15:00Z") with { TaxMinor = 19_80 },
            Paid("p4", "bo", 99_00, "2024-02-20T15:00Z"), Paid("p5", "bo", 99_00, "2024-03-20T15:00Z"), Paid("p5", "bo", 99_00, "2024-03-21T15:00Z") with { Status = PaymentStatus.Refunded },
            Paid("p6", "cy", 29_00, "2024-03-06T15:00Z"), Paid("p7", "cy", 29_00, "2024-04-06T15:00Z"), Paid("p8", "cy", 29_00, "2024-05-06T15:00Z") with { Status = PaymentStatus.Failed },
        ],
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Revenue_is_counted_once_for_each_customer_by_the_plan_it_began_with()
    {
        var answer = await bot.AskAsync("/clv as of 2024-03-31");
        answer.Headline().ShouldBe("Realised CLV is $95 a customer on 31 Mar 2024, over 3 customers who ever paid.");
        answer.Rows().ShouldBe(
        [
            ["Pro", "1", "99.00", "99.00", "2.0", "49.50"],
            ["Solo", "2", "93.00", "93.00", "2.0", "46.50"],
            ["All", "3", "95.00", "99.00", "2.0", "47.50"],
        ]);
    }

    [Fact]
    public async Task The_receipt_adds_up_and_finds_the_figures_of_its_answer()
    {
        var at = TimeProvider.System.GetUtcNow();
        await bot.RefreshAsync("clv", at);
        var answer = await bot.AskAsync("/clv");
        await bot.LearnAsync(new FactBatch { Payments = [Paid("p9", "bo", 500_00, "2024-06-20T15:00Z")] });
        var receipt = await bot.ReceiptAsync(answer);
        receipt.Headline.ShouldStartWith("How realised CLV of $104.67 on ");
        receipt.Table!.Rows.ShouldBe([["Solo", "215", "5", "2", receipt.Table.Rows[0][4]], ["Pro", "99", "3", "1", receipt.Table.Rows[1][4]], ["Total", "314", "8", "3", receipt.Table.Rows[2][4]]]);
        (await bot.AskAsync("/clv")).Headline().ShouldBe(answer.Headline());
        await bot.RefreshAsync("clv", at.AddSeconds(1));
        (await bot.AskAsync("/clv")).Headline().ShouldNotBe(answer.Headline());
    }

    [Fact]
    public async Task Nobody_who_paid_is_no_figure() =>
        (await bot.AskAsync("/clv as of 2024-01-01")).Headline().ShouldBe("Realised CLV: – (nobody has paid by 1 Jan 2024).");

    [Fact]
    public async Task Programs_get_a_row_for_each_plan()
    {
        var series = await bot.MetricAsync("clv-by-plan?to=2024-03-31");
        var entries = series["entries"]!.AsArray();
        entries.Select(entry => entry!["key"]!.GetValue<string>()).ShouldBe(["pro", "solo"]);
        entries.Sum(entry => entry!.Micros("revenue")).ShouldBe(series["summary"]!["total"]!.Micros("revenue"));
        entries[1]!.Micros("clv").ShouldBe(93_000_000);
        entries[1]!["customers"]!.GetValue<int>().ShouldBe(2);
    }

    private static Payment Paid(string id, string customer, long minor, string at) =>
        new(FactSource.Import, id, customer, null, minor, null, Usd, PaymentStatus.Succeeded, null, null, At(at));
}
