using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Customers;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Whose customers they are, as the page in App Home asks.</summary>
public sealed class OwnedCustomersTests(LiveBot bot) : IClassFixture<LiveBot>
{
    [Fact]
    public async Task The_paying_customers_of_an_owner_by_any_of_their_names_the_largest_first()
    {
        await bot.Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch
        {
            // cy has left; dee belongs to somebody else, eli to nobody.
            Customers = [Of("ada", "Ada Ltd", "Dana Osei"), Of("bo", null, "slack:U0DANA"), Of("cy", "Cy", "Dana Osei"), Of("dee", "Dee", "Dana"), Of("eli", "Eli", null)],
            SubscriptionEvents = [Pays("ada", 12_900), Pays("dee", 9_900), Pays("eli", 9_900)],
        }, ct: TestContext.Current.CancellationToken);

        (await ReadAsync("dana osei", "SLACK:U0DANA")).ShouldBe([new("Ada Ltd", 228_000_000), new("bo", 99_000_000)]);
        (await ReadAsync("Dana Osei")).ShouldBe([new("Ada Ltd", 228_000_000)]);
        (await ReadAsync("Dana Ose", "%", "")).ShouldBeEmpty();
        (await ReadAsync()).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<OwnedCustomer>> ReadAsync(params string[] owners) => bot.Services.GetRequiredService<ReadOwned>()(owners, TestContext.Current.CancellationToken);

    private static Customer Of(string id, string? name, string? owner) => new(id, name, null, "US", "smb", owner, null, null);

    private static SubscriptionEvent Pays(string customer, decimal minor) => new()
    {
        Source = FactSource.Import, EventId = "own-" + customer, CustomerId = customer, SubscriptionId = "own-" + customer, ItemId = "own-" + customer, PlanId = "pro",
        UnitAmountMinor = minor, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
