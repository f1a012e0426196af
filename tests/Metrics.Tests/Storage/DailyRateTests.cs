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
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        await store.ApplyAsync(new FactBatch { SubscriptionEvents = [.. Seats("EUR"), .. Seats("USD")] }, ct: ct);
        LedgerReader reader = new(database.DataSource);
        LedgerQuery query = new(Dimension.Plan, Boundaries);
        var before = await reader.ReadAsync(query, ct);

        await store.ApplyAsync(new FactBatch { FxRates = [new FxRate(Currency.Parse("EUR"), new DateOnly(2024, 3, 3), false, 1.1m)] }, ct: ct);
        var after = await reader.ReadAsync(query, ct);
        var atNow = await reader.ReadAsync(query with { KnownAt = DateTimeOffset.MaxValue.AddDays(-1) }, ct);

        after.FxRates.ShouldHaveSingleItem();
        after.Cells.Where(cell => cell.Currency.Code != "EUR").ShouldBe(before.Cells.Where(cell => cell.Currency.Code != "EUR"), ignoreOrder: true);
        DaysOf(before, "EUR").ShouldBe(5); // the opening, January to April
        DaysOf(after, "EUR").ShouldBe(13); // the opening, and every day on which a seat was added since
        Sums(after).ShouldBe(Sums(before));
        atNow.Cells.ShouldBe(after.Cells, ignoreOrder: true);
        (await reader.ReadAsync(query, ct)).Cells.ShouldBe(after.Cells, ignoreOrder: true);
    }

    private static int DaysOf(LedgerSnapshot snapshot, string currency) =>
        snapshot.Cells.Where(cell => cell.Currency.Code == currency).Select(cell => cell.LastDay).Distinct().Count();

    /// <summary>A seat more every ninth day, from December to April.</summary>
    private static IEnumerable<SubscriptionEvent> Seats(string currency) => Enumerable.Range(0, 15).Select(i => new SubscriptionEvent
    {
        Source = FactSource.Import, EventId = $"{currency}-{i}", CustomerId = currency, SubscriptionId = currency, ItemId = currency, PlanId = "pro", Quantity = i + 1,
        UnitAmountMinor = 1_000, Currency = Currency.Parse(currency), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active,
        EffectiveAt = new DateTimeOffset(2023, 12, 10, 12, 0, 0, TimeSpan.Zero).AddDays(9 * i),
    });

    private static List<string> Sums(LedgerSnapshot snapshot) =>
    [
        .. snapshot.Cells.GroupBy(cell => (Boundaries.First(boundary => cell.LastDay < boundary), cell.Key, cell.Currency, cell.Kind))
            .Select(group => $"{group.Key} {group.Sum(cell => cell.Amount)} {group.Sum(cell => cell.Committed)} {group.Sum(cell => cell.Customers)}")
            .Order(StringComparer.Ordinal),
    ];
}
