using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Retention;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class RetentionReaderTests
{
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly Period[] Periods = [.. Enumerable.Range(1, 9).SelectMany(month => new[] { Period.Of(new Month(2024, month)), new(new DateOnly(2024, month, 1), new DateOnly(2024, month + 3, 1)) })];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Retention_is_that_of_the_ledger_rows_at_any_time_of_knowledge(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(seed, customers: 15);
        await History.WriteAsync(database.DataSource, facts, 25);
        RetentionReader reader = new(database.DataSource);
        var rows = await StoredLedger.RowsAsync(database.DataSource);
        var times = rows.Select(row => row.RecordedAt).Distinct().Order().ToList();
        foreach (var knownAt in (DateTimeOffset?[])[null, times[0], times[times.Count / 2], times[^1]])
            Texts(await reader.ReadAsync(Periods, Usd, knownAt, Cancel)).ShouldBe(Texts(Fold(rows, knownAt)), $"known at {knownAt}");
    }

    [Fact]
    public async Task What_was_known_never_changes_and_the_opening_is_that_of_mrr()
    {
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(11, customers: 12);
        await History.WriteAsync(database.DataSource, facts, 12);
        RetentionReader reader = new(database.DataSource);
        var knownAt = (await StoredLedger.RowsAsync(database.DataSource)).Max(row => row.RecordedAt);
        var before = Texts(await reader.ReadAsync(Periods, Usd, knownAt, Cancel));
        Clock clock = new(knownAt.AddDays(1));
        FactStore store = new(database.DataSource, History.Rules, clock);
        await store.ApplyAsync(facts.Batch(40), ct: Cancel);
        Texts(await reader.ReadAsync(Periods, Usd, knownAt, Cancel)).ShouldBe(before);

        await store.ApplyAsync(new FactBatch { FxRates = [.. Enumerable.Range(0, 14).SelectMany(Rates)] }, ct: Cancel);
        var snapshot = await new LedgerReader(database.DataSource).ReadAsync(new LedgerQuery(Dimension.Total, [.. new SortedSet<DateOnly>(Periods.SelectMany(p => new[] { p.Start, p.End }))]), Cancel);
        var mrr = MrrSeries.Compute(snapshot.Cells, Periods, new FxRates(Usd, snapshot.FxRates));
        var rows = await reader.ReadAsync(Periods, Usd, null, Cancel);
        rows.Select(row => (row.OpeningMrr, row.OpeningCustomers)).ShouldBe(mrr.Select(row => (row.Opening, row.OpeningCustomers)));
        rows.ShouldContain(row => row.Expansion > 0 && row.Churn < 0);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task What_is_computed_ahead_is_what_the_ledger_gives_at_that_moment(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(seed, customers: 15);
        await History.WriteAsync(database.DataSource, facts, 15);
        RetentionReader reader = new(database.DataSource);
        var at = (await StoredLedger.RowsAsync(database.DataSource)).Max(row => row.RecordedAt);
        var today = History.Rules.Calendar.DayOf(at);
        await new RetentionRefresh(database.DataSource).RunAsync(at, History.Rules.Calendar, Usd, Cancel);

        List<Period> periods = [.. RetentionWindows.Closed(today, 13), .. RetentionWindows.Running(today)];
        foreach (var by in Enum.GetValues<Dimension>())
        {
            var ahead = (await reader.FindAsync(by, Usd, Cancel)).ShouldNotBeNull();
            var (found, live) = (ahead.Find(periods, today).ShouldNotBeNull(), await reader.ReadAsync(periods, by, Usd, at, Cancel));
            (ahead.ComputedAt, ahead.Find(periods, null), ahead.Find([new(today.AddDays(-3), today)], today)).ShouldBe((at, null, null));
            Texts(found.Totals).ShouldBe(Texts(live.Totals));
            Texts(found.Keys).ShouldBe(Texts(live.Keys), $"by {by}");
        }

        var (cohorts, computed) = (await reader.CohortsAsync(today, false, Usd, at, Cancel), (await reader.FindCohortsAsync(Usd, Cancel)).ShouldNotBeNull());
        computed.Value.SelectMany(cohort => cohort.Cells.Select(cell => $"{cohort.Month} {cohort.Size} {cohort.InitialMrr} {cell with { Revenue = null }}"))
            .ShouldBe(cohorts.SelectMany(cohort => cohort.Cells.Select(cell => $"{cohort.Month} {cohort.Size} {cohort.InitialMrr} {cell}")));
        (await reader.FindAsync(Dimension.Total, Currency.Parse("EUR"), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Payments_are_found_whatever_the_customers_are_called()
    {
        await using var database = await TestDatabase.CreateAsync();
        string[] ids = ["", "Z", "a", "ab", "é", "\uFFFD", "\U0001F600", "\U0001F600x", "zz", "ß"]; // their order differs between UTF-8 and UTF-16
        Clock clock = new(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
        FactStore store = new(database.DataSource, History.Rules, clock);
        await store.ApplyAsync(new FactBatch
        {
            SubscriptionEvents = [.. ids.Where(id => id != "ab").Select(id => Event(id))],
            Payments = [.. ids.Select(id => new Payment(FactSource.Import, "p" + id, id, null, 1_000, null, Usd, PaymentStatus.Succeeded, null, null, new DateTimeOffset(2024, 3, 9, 0, 0, 0, TimeSpan.Zero)))],
        }, ct: Cancel);
        await new RetentionRefresh(database.DataSource).RunAsync(clock.Now.AddDays(1), History.Rules.Calendar, Usd, Cancel);
        var cohort = (await new RetentionReader(database.DataSource).FindCohortsAsync(Usd, Cancel))!.Value.Single();
        (cohort.Size, cohort.Cells[^1].Revenue).ShouldBe((9, 90_000_000));

        static SubscriptionEvent Event(string id) => new()
        {
            Source = FactSource.Import, EventId = "e" + id, CustomerId = id, SubscriptionId = "s" + id, ItemId = "s" + id, PlanId = "pro", Quantity = 1,
            UnitAmountMinor = 1_000, Currency = Usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new DateTimeOffset(2024, 3, 5, 0, 0, 0, TimeSpan.Zero),
        };
    }

    private static FxRate[] Rates(int months)
    {
        var first = new Month(2023, 12).Plus(months).FirstDay;
        return [new(Currency.Parse("EUR"), first, true, 1.0834567m + (months / 100m)), new(Currency.Parse("JPY"), first, true, 0.0067m)];
    }

    private static IReadOnlyList<RetentionPeriod> Fold(IEnumerable<MovementRow> rows, DateTimeOffset? knownAt)
    {
        RetentionFold fold = new(Periods, new FxRates(Usd, []));
        foreach (var customer in rows.Where(row => knownAt is { } time ? row.RecordedAt <= time && !(row.SupersededAt <= time) : row.SupersededAt is null).GroupBy(row => row.CustomerId))
            fold.Add(new CustomerLedger("", "", [.. customer.Select(row => row.Movement).OrderBy(m => m.Day).Select(m => new BalanceChange(m.Day, m.Currency, m.PlanId, m.Kind, m.Amount))]));
        return fold.Rows();
    }

    private static IEnumerable<string> Texts(IEnumerable<RetentionPeriod> rows) =>
        rows.Select(row => $"{row with { Unconverted = [] }} {string.Join(' ', row.Unconverted)}");
}
