using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Parallel_writers_of_the_same_customers_leave_the_ledger_of_a_replay()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        var compacting = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) await Compaction.RunAsync(database.DataSource, ct);
        }, ct);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(() => WriteAsync(store, worker, ct), ct)));
        await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct);
        await compacting;

        var rows = await StoredLedger.RowsAsync(database.DataSource);
        StoredLedger.Lines(rows).ShouldBe(StoredLedger.Lines(StoredLedger.Replay(await StoredLedger.FactsAsync(database.DataSource), History.Rules)));
        await Compaction.RunAsync(database.DataSource, ct);
        await RollupChecks.TablesAreSumsOfRowsAsync(database.DataSource, rows);
    }

    [Fact]
    public async Task A_rebuild_beside_ingest_and_readers_loses_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        LedgerReader reader = new(database.DataSource);
        await WriteAsync(store, 99, ct);
        var writing = Task.Run(() => Task.WhenAll(WriteAsync(store, 1, ct), WriteAsync(store, 2, ct)), ct);
        var reading = Task.Run(async () =>
        {
            while (!writing.IsCompleted) await reader.ReadAsync(new LedgerQuery(Dimension.Plan, [new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 17)]), ct);
        }, ct);
        for (var i = 0; i < 3; i++) (await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct)).EqualsPrevious.ShouldBe(true);
        await Task.WhenAll(writing, reading);

        (await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct)).EqualsPrevious.ShouldBe(true);
    }

    [Fact]
    public async Task The_same_event_in_parallel_has_one_effect()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        Inbox inbox = new(database.DataSource, TimeProvider.System);
        var fact = new RandomFacts(1).Event();
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => inbox.AddAsync("stripe", fact.EventId, [1], ct)));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ApplyAsync(
            new FactBatch { SubscriptionEvents = [fact] }, new FactOptions(new InboxKey("stripe", fact.EventId)), ct)));

        stored.Count(isNew => isNew).ShouldBe(1);
        results.Sum(result => result.Added).ShouldBe(1);
        results.Sum(result => result.Duplicates).ShouldBe(7);
        (await inbox.CountAsync("stripe", ct)).ShouldBe(new InboxCount(0, 0));
        (await StoredLedger.FactsAsync(database.DataSource)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_event_of_two_customers_at_once_belongs_to_the_first()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        var fact = new RandomFacts(1).Event();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.ApplyAsync(new FactBatch { SubscriptionEvents = [fact with { CustomerId = $"c{i}" }] }, ct: ct)));
        (await StoredLedger.FactsAsync(database.DataSource)).ShouldHaveSingleItem();
    }

    private static async Task WriteAsync(FactStore store, int worker, CancellationToken ct)
    {
        RandomFacts facts = new(worker);
        for (var i = 0; i < 15; i++)
        {
            var batch = facts.Batch(3);
            // Event ids of the workers are apart but for every fourth, which all of them send.
            batch = batch with { SubscriptionEvents = [.. batch.SubscriptionEvents.Select((e, n) => n % 4 == 3 ? e : e with { EventId = $"{worker}-{e.EventId}" })] };
            if (i % 5 == 4) await store.ImportAsync(Single(batch), null, ct);
            else await store.ApplyAsync(batch, ct: ct);
        }
    }

    private static async IAsyncEnumerable<FactBatch> Single(FactBatch batch)
    {
        await Task.Yield();
        yield return batch;
    }
}
