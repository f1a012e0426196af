using RevenueBot.Metrics.Expansion;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Expansion.ExpansionCases;

namespace RevenueBot.Metrics.Tests.Expansion;

/// <summary>The top decile of a plan's usage.</summary>
public sealed class PowerUseTests
{
    [Theory]
    [InlineData(10, 0)] // nine others
    [InlineData(11, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(100, 10)]
    public void A_tenth_at_most_and_only_among_ten_others(int customers, int expected)
    {
        var found = Among(Enumerable.Range(1, customers).Select(n => (decimal)n));
        found.Count.ShouldBe(expected);
        foreach (var (id, use) in found) (use.Rank, use.Customers).ShouldBe((customers - int.Parse(id, null) + 1, customers));
    }

    [Fact]
    public void Equals_at_the_edge_are_all_out()
    {
        Among([.. Enumerable.Repeat(5m, 2), .. Enumerable.Range(1, 18).Select(n => n / 10m)]).Count.ShouldBe(2);
        Among([.. Enumerable.Repeat(5m, 3), .. Enumerable.Range(1, 17).Select(n => n / 10m)]).ShouldBeEmpty();
        Among([9m, .. Enumerable.Repeat(5m, 3), .. Enumerable.Range(1, 16).Select(n => n / 10m)]).Keys.ShouldBe(["1"]);
        Among(Enumerable.Repeat(0m, 40)).ShouldBeEmpty();
    }

    [Fact]
    public void Who_uses_nothing_is_a_peer_all_the_same() => Among([3m, 2m, .. Enumerable.Repeat(0m, 18)]).Count.ShouldBe(2);

    [Fact]
    public void Metrics_are_not_added_the_one_most_customers_use_is_compared()
    {
        ExpansionUsage usage = new();
        string[] ids = [.. Enumerable.Range(1, 12).Select(n => $"c{n}")];
        foreach (var (id, n) in ids.Select((id, n) => (id, n))) usage.AddLately(id, n % 2 == 0 ? "tasks" : "Tasks", 12 - n);
        usage.AddLately("c12", "bytes", 1_000_000);
        PowerUse.Among(ids, usage).ShouldHaveSingleItem().ShouldBe(new("c1", new PowerUse("Tasks", 1, 12)));
    }

    [Fact]
    public void Only_on_the_entry_plan_with_the_peers_of_that_plan()
    {
        ExpansionUsage usage = new();
        List<ExpansionCase> customers = [.. Enumerable.Range(1, 11).Select(n => Case(On("starter"))! with { CustomerId = $"s{n:00}" }), .. Enumerable.Range(1, 11).Select(n => Case(On("pro"))! with { CustomerId = $"p{n:00}" })];
        foreach (var (customer, n) in customers.Select((customer, n) => (customer, n))) usage.AddLately(customer.CustomerId, "tasks", n);
        var found = Opportunities.Of(customers, usage, Catalogue.EntryTier).ShouldHaveSingleItem();
        (found.CustomerId, found.Parts[0].Reason, found.Parts[0].Amount, found.Parts[0].Of, found.Gain).ShouldBe(("s11", ExpansionReason.PowerUse, 1m, 11m, 50_000_000));
    }

    private static IReadOnlyDictionary<string, PowerUse> Among(IEnumerable<decimal> quantities)
    {
        ExpansionUsage usage = new();
        var customers = quantities.Select((quantity, i) => (Id: $"{i + 1}", quantity)).ToList();
        foreach (var (id, quantity) in customers.Where(customer => customer.quantity > 0)) usage.AddLately(id, "tasks", quantity);
        return PowerUse.Among([.. customers.Select(customer => customer.Id)], usage);
    }
}
