using System.Text.Json.Nodes;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>Usage MRR from the outside: bo's calls at a cent, $30 in March 2024, $60 in April, $90 from May on.</summary>
public sealed class UsageMrrHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await bot.LearnAsync(new FactBatch
    {
        Plans = [new("calls", "API calls", null, null, null, null, null, null, null)],
        SubscriptionEvents = [Calls("m1", 3_000, "2024-03-01T05:00Z"), Calls("m2", 6_000, "2024-04-01T05:00Z"), Calls("m3", 9_000, "2024-05-01T05:00Z")],
        Usage = [new("bo", "u1", "tasks", 6, At("2024-06-06T15:00Z"), null)],
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/usage as of 2024-06-10", "$60", "mean of March 2024–May 2024")]
    [InlineData("/usage as of 2024-06-30", "$80", "mean of April 2024–June 2024")]
    [InlineData("/usage for plan calls as of 2024-06-10", "$60", "mean of March 2024–May 2024")]
    [InlineData("/usage for plan Pro as of 2024-06-10", "$0", "mean of March 2024–May 2024")]
    public async Task Usage_tells_it(string text, string value, string mean)
    {
        var figure = Usage(await bot.AskAsync(text));
        figure["value"]!.GetValue<string>().ShouldBe(value);
        figure["comparison"]!.GetValue<string>().ShouldStartWith(mean);
    }

    [Fact]
    public async Task A_receipt_has_the_three_months()
    {
        var receipt = await bot.ReceiptAsync(await bot.AskAsync("/usage as of 2024-06-10"));
        receipt.Sentences.ShouldContain("Usage MRR = (March 2024 $30 + April 2024 $60 + May 2024 $90) / 3 = $60: what metered items come to at each month's end, of 1, 1, 1 customers.");
    }

    [Fact]
    public async Task It_stands_beside_MRR_and_not_in_it()
    {
        await bot.RefreshAsync("usage-mrr", At("2024-07-02T12:00Z"));
        var answer = await bot.AskAsync("/mrr as of 2024-06-10");
        answer.Headline().ShouldStartWith("MRR is $198 on 10 Jun 2024");
        Usage(answer)["value"]!.GetValue<string>().ShouldBe("$60");
        Figures(await bot.AskAsync("/mrr for plan solo as of 2024-06-10")).Single(figure => Key(figure) == "usage_mrr")["value"]!.GetValue<string>().ShouldBe("$0");
        Figures(await bot.AskAsync("/mrr in country DE as of 2024-06-10")).ShouldNotContain(figure => Key(figure) == "usage_mrr");
        Figures(await bot.AskAsync("/arr as of 2024-06-10")).ShouldNotContain(figure => Key(figure) == "usage_mrr");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Programs_get_it_with_usage_computed_ahead_or_not(bool ahead)
    {
        if (ahead) await bot.RefreshAsync("usage-mrr", At("2024-07-02T12:00Z"));
        (await bot.MetricAsync("usage?to=2024-06-10"))["summary"]!.Micros("usage_mrr").ShouldBe(60_000_000);
        var before = (await bot.MetricAsync("usage?to=2024-02-10"))["summary"]!;
        (before["usage_mrr"], before["usage_mrr_reason"]!.GetValue<string>()).ShouldBe((null, "no metered usage had been billed by then"));
    }

    private static JsonNode Usage(JsonNode answer) => Figures(answer).Single(figure => Key(figure) == "usage_mrr");

    private static List<JsonNode> Figures(JsonNode answer) => [.. answer["figures"]!.AsArray().Select(figure => figure!)];

    private static string Key(JsonNode figure) => figure["key"]!.GetValue<string>();

    private static SubscriptionEvent Calls(string id, decimal units, string at) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = "bo", SubscriptionId = "sub_bo", ItemId = "sub_bo_calls", PlanId = "calls", UnitAmountMinor = 1, Quantity = units, Kind = ItemKind.Metered,
        Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = At(at),
    };
}
