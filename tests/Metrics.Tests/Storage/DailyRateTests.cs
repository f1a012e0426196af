using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class DailyRateTests
{
    private static readonly DateOnly[] Boundaries = [new(2024, 1, 1), new(2024, 2, 1), new(2024, 4, 1), new(2024, 4, 20), new(2025, 1, 1)];

    [Fact]
    public async Task A_currency_with_daily_rates_is_given_day_by_day_and_the_sums_stay()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        await History.WriteAsync(database.DataSource, new RandomFacts(7, customers: 20), steps: 25);
        LedgerReader reader = new(database.DataSource);
        LedgerQuery query = new(Dimension.Plan, Boundaries);
        var before = await reader.ReadAsync(query, ct);

        await new FactStore(database.DataSource, History.Rules, TimeProvider.System)
            .ApplyAsync(new FactBatch { FxRates = [new FxRate(Currency.Parse("EUR"), new DateOnly(2024, 3, 3), false, 1.1m)] }, ct: ct);
        var after = await reader.ReadAsync(query, ct);
        var atNow = await reader.ReadAsync(query with { KnownAt = DateTimeOffset.MaxValue.AddDays(-1) }, ct);

        after.FxRates.ShouldHaveSingleItem();
        after.Cells.Where(cell => cell.Currency.Code != "EUR").ShouldBe(before.Cells.Where(cell => cell.Currency.Code != "EUR"), ignoreOrder: true);
        after.Cells.Where(cell => cell.Currency.Code == "EUR").Select(cell => cell.LastDay).Distinct().Count().ShouldBeGreaterThan(before.Cells.Where(cell => cell.Currency.Code == "EUR").Select(cell => cell.LastDay).Distinct().Count());
        Sums(after).ShouldBe(Sums(before));
        atNow.Cells.ShouldBe(after.Cells, ignoreOrder: true);
        (await reader.ReadAsync(query, ct)).Cells.ShouldBe(after.Cells, ignoreOrder: true);
    }

    private static List<string> Sums(LedgerSnapshot snapshot) =>
    [
        .. snapshot.Cells.GroupBy(cell => (Boundaries.First(boundary => cell.LastDay < boundary), cell.Key, cell.Currency, cell.Kind))
            .Select(group => $"{group.Key} {group.Sum(cell => cell.Amount)} {group.Sum(cell => cell.Committed)} {group.Sum(cell => cell.Customers)}")
            .Order(StringComparer.Ordinal),
    ];
}
