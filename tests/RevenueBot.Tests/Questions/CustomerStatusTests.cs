using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Customers by HTTP who pause, leave while paused, or have a change to come.</summary>
public sealed class CustomerStatusTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bot.Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch
    {
        Customers = [Customer("pia"), Customer("quin"), Customer("rex")],
        SubscriptionEvents =
        [
            Event("p1", "pia", -40), Event("p2", "pia", -10) with { Status = SubscriptionStatus.Paused },
            Event("q1", "quin", -40), Event("q2", "quin", -10) with { Status = SubscriptionStatus.Paused }, Event("q3", "quin", -5) with { Status = SubscriptionStatus.Canceled },
            Event("r1", "rex", -40), Event("r2", "rex", 20) with { Quantity = 2 },
        ],
    }, null, Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("pia", "paused")]
    [InlineData("quin", "left")]
    [InlineData("rex", "paying")]
    public async Task Who_is_paused_has_not_left(string id, string status) =>
        (await GetAsync("customers/" + id))["customer"]!["status"]!.GetValue<string>().ShouldBe(status);

    [Fact]
    public async Task The_paused_are_listed_apart()
    {
        (await IdsAsync("paused")).ShouldBe(["pia"]);
        (await IdsAsync("left")).ShouldNotContain("pia");
    }

    /// <summary>An event of a day to come is in the ledger already, and in no history before that day.</summary>
    [Fact]
    public async Task What_is_to_come_is_not_among_the_movements()
    {
        var one = await GetAsync("customers/rex");
        one["movements"]!.AsArray().Select(row => row!["kind"]!.GetValue<string>()).ShouldBe(["new"]);
        one["customer"]!["mrr"]!["micros"]!.GetValue<long>().ShouldBe(29_000_000);
    }

    private async Task<string[]> IdsAsync(string status) =>
        [.. (await GetAsync("customers?status=" + status))["entries"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>())];

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await bot.Client.GetStringAsync("/api/v1/" + path, Cancel))!;

    private static Customer Customer(string id) => new(id, null, null, null, null, null, Now.AddDays(-40), null);

    private static SubscriptionEvent Event(string id, string customer, int days) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "solo",
        UnitAmountMinor = 2_900, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = Now.AddDays(days),
    };
}
