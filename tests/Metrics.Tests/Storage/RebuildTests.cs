using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class RebuildTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_rebuild_gives_the_same_bytes_as_the_kept_ledger(int seed)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        await History.WriteAsync(database.DataSource, new RandomFacts(seed, customers: 40), steps: 30);
        var before = StoredLedger.Lines(await StoredLedger.RowsAsync(database.DataSource));

        var result = await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct);

        result.EqualsPrevious.ShouldBe(true);
        result.Rows.ShouldBe(before.Count);
        var rows = await StoredLedger.RowsAsync(database.DataSource);
        StoredLedger.Lines(rows).ShouldBe(before);
        await RollupChecks.TablesAreSumsOfRowsAsync(database.DataSource, rows);
        (await Compaction.RunAsync(database.DataSource, ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_ledger_that_was_tampered_with_is_not_called_equal()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        await History.WriteAsync(database.DataSource, new RandomFacts(4), steps: 5);
        await using (var command = database.DataSource.CreateCommand("UPDATE movement SET amount = amount + 1 WHERE ctid = (SELECT min(ctid) FROM movement)"))
            await command.ExecuteNonQueryAsync(ct);

        (await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct)).EqualsPrevious.ShouldBe(false);
        (await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct)).EqualsPrevious.ShouldBe(true);
    }

    [Fact]
    public async Task Other_rules_need_a_rebuild_and_then_hold()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(5);
        await History.WriteAsync(database.DataSource, facts, steps: 5);
        LedgerRules others = History.Rules with { Profile = DefinitionProfile.Stripe };
        FactStore store = new(database.DataSource, others, TimeProvider.System);

        await Should.ThrowAsync<LedgerRulesException>(() => store.ApplyAsync(facts.Batch(1), ct: ct));
        (await Rebuild.IsNeededAsync(database.DataSource, others, ct)).ShouldBeTrue();
        (await Rebuild.RunAsync(database.DataSource, others, null, ct)).EqualsPrevious.ShouldBeNull();
        (await Rebuild.IsNeededAsync(database.DataSource, others, ct)).ShouldBeFalse();
        await store.ApplyAsync(facts.Batch(3), ct: ct);

        var rows = await StoredLedger.RowsAsync(database.DataSource);
        StoredLedger.Lines(rows).ShouldBe(StoredLedger.Lines(StoredLedger.Replay(await StoredLedger.FactsAsync(database.DataSource), others)));
        var snapshot = await new LedgerReader(database.DataSource).ReadAsync(new LedgerQuery(Dimension.Total, [new DateOnly(2024, 1, 1)]), ct);
        snapshot.ProfileName.ShouldBe("stripe");
    }

    [Fact]
    public async Task A_rebuild_of_nothing_is_a_ledger_of_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var result = await Rebuild.RunAsync(database.DataSource, History.Rules, null, TestContext.Current.CancellationToken);
        (result.Customers, result.Facts, result.Rows).ShouldBe((0, 0, 0));
        (await StoredLedger.RowsAsync(database.DataSource)).ShouldBeEmpty();
    }
}
