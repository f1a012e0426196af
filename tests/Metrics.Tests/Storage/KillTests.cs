using System.Diagnostics;
using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class KillTests
{
    [Fact]
    public async Task An_import_whose_source_fails_leaves_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        await Should.ThrowAsync<IOException>(() => store.ImportAsync(Failing(new RandomFacts(1)), null, ct));
        await IsEmptyAsync(database.DataSource);
        await store.ApplyAsync(new RandomFacts(1).Batch(3), ct: ct);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("rebuild")]
    public async Task A_connection_that_dies_in_the_middle_leaves_the_old_ledger(string work)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(2, customers: 200);
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        await store.ApplyAsync(new FactBatch { SubscriptionEvents = [.. Enumerable.Range(0, 400).Select(_ => facts.Event())] }, ct: ct);
        var before = StoredLedger.Lines(await StoredLedger.RowsAsync(database.DataSource));

        // Held by another session, the last lock that either needs stops it where everything is done but the commit.
        await using var blocker = await database.DataSource.OpenConnectionAsync(ct);
        await using (var transaction = await blocker.BeginTransactionAsync(ct))
        {
            await ExecuteAsync(blocker, work == "import" ? LedgerLocks.OwnRollups : "LOCK TABLE rollup_month IN ACCESS SHARE MODE");
            var running = work == "import"
                ? (Task)store.ImportAsync(One(new FactBatch { SubscriptionEvents = [.. Enumerable.Range(0, 50).Select(_ => facts.Event())] }), null, ct)
                : Rebuild.RunAsync(database.DataSource, History.Rules, null, ct);
            await UntilWaitingAsync(database.DataSource, "pg_terminate_backend(pid)");
            await Should.ThrowAsync<NpgsqlException>(() => running);
            await transaction.RollbackAsync(ct);
        }

        StoredLedger.Lines(await StoredLedger.RowsAsync(database.DataSource)).ShouldBe(before);
        (await StoredLedger.FactsAsync(database.DataSource)).Count.ShouldBe(400);
        (await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct)).EqualsPrevious.ShouldBe(true);
        await NoRubbishAsync(database.DataSource);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("rebuild")]
    public async Task A_process_killed_in_the_middle_leaves_the_old_ledger_and_can_begin_again(string work)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(3, customers: 200);
        FactStore store = new(database.DataSource, History.Rules, TimeProvider.System);
        await store.ApplyAsync(new FactBatch { SubscriptionEvents = [.. Enumerable.Range(0, 400).Select(_ => facts.Event())] }, ct: ct);
        var before = StoredLedger.Lines(await StoredLedger.RowsAsync(database.DataSource));

        await using (var blocker = await database.DataSource.OpenConnectionAsync(ct))
        await using (var transaction = await blocker.BeginTransactionAsync(ct))
        {
            await ExecuteAsync(blocker, work == "import" ? LedgerLocks.OwnRollups : "LOCK TABLE rollup_month IN ACCESS SHARE MODE");
            using var child = ChildProcess.Start(work, database.ConnectionString);
            await UntilWaitingAsync(database.DataSource);
            child.Kill(); // SIGKILL
            await child.WaitForExitAsync(ct);
            child.ExitCode.ShouldBe(128 + 9);
            await transaction.RollbackAsync(ct);
        }

        // A session that still has to notice keeps its locks, and this waits for them.
        var again = await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct);
        again.EqualsPrevious.ShouldBe(true);
        StoredLedger.Lines(await StoredLedger.RowsAsync(database.DataSource)).ShouldBe(before);
        await NoRubbishAsync(database.DataSource);
        await StoredLedgerIsWholeAfterAsync(work, database, ct);
    }

    /// <summary>The same work once more, to its end.</summary>
    private static async Task StoredLedgerIsWholeAfterAsync(string work, TestDatabase database, CancellationToken ct)
    {
        using var child = ChildProcess.Start(work, database.ConnectionString);
        await child.WaitForExitAsync(ct);
        child.ExitCode.ShouldBe(0, await child.StandardError.ReadToEndAsync(ct));
        (await StoredLedger.FactsAsync(database.DataSource)).Count.ShouldBe(work == "import" ? 1_400 : 400);
        (await Rebuild.RunAsync(database.DataSource, History.Rules, null, ct)).EqualsPrevious.ShouldBe(true);
    }

    private static async IAsyncEnumerable<FactBatch> Failing(RandomFacts facts)
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return facts.Batch(5) with { Payments = [new Payment(FactSource.Import, $"p{i}", "c1", null, 100, null, Currency.Parse("USD"), PaymentStatus.Succeeded, null, null, RandomFacts.Start)] };
        }

        throw new IOException("The file ends in the middle.");
    }

    private static async IAsyncEnumerable<FactBatch> One(FactBatch batch)
    {
        await Task.Yield();
        yield return batch;
    }

    /// <summary>Waits until a session waits for a lock, and does something about it.</summary>
    private static async Task UntilWaitingAsync(NpgsqlDataSource source, string then = "pid")
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
        {
            await using var command = source.CreateCommand($"SELECT count({then}) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
            if (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is > 0L) return;
            await Task.Yield();
        }

        Assert.Fail("Nothing waited for the lock.");
    }

    private static async Task IsEmptyAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT (SELECT count(*) FROM subscription_event) + (SELECT count(*) FROM movement) + (SELECT count(*) FROM payment)
              + (SELECT count(*) FROM customer) + (SELECT count(*) FROM plan) + (SELECT count(*) FROM rollup_day)
            """);
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L);
    }

    private static async Task NoRubbishAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(@"SELECT count(*) FROM pg_class WHERE relname LIKE '%\_new%' AND relnamespace = 'public'::regnamespace");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
