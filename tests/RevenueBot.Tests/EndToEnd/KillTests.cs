using System.Globalization;
using Npgsql;
using RevenueBot.Support;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.EndToEnd;

/// <summary>
/// <c>kill -9</c> of the real program at its most delicate moment: everything is written, nothing is committed. A reader who holds the
/// roll-ups keeps it there. Run again, it must leave the ledger that an undisturbed run leaves elsewhere.
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private const string Header = "event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at\n";
    private const string HoldRollups = "BEGIN; LOCK TABLE rollup_day, rollup_month IN SHARE MODE";

    /// <summary>A backend that waits for the reader. The pause is the database's own.</summary>
    private const string Waiting =
        "SELECT count(*) FROM pg_sleep(0.02), pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()";

    private const string ReadLedger =
        """
        SELECT concat_ws(' ', customer_id, day, seq, subscription_id, plan_id, kind, reason, amount, gross, committed, customers, gap_days)
        FROM movement WHERE superseded_at = 'infinity'
        UNION ALL SELECT concat_ws(' ', dim, day, lines) FROM rollup_day
        UNION ALL SELECT concat_ws(' ', 'month', dim, day, lines) FROM rollup_month
        ORDER BY 1
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-kill-").FullName;
    private TestDatabase _killed = null!;
    private TestDatabase _undisturbed = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_killed, _undisturbed) = (await TestDatabase.CreateAsync(), await TestDatabase.CreateAsync());

    public async ValueTask DisposeAsync()
    {
        await _killed.DisposeAsync();
        await _undisturbed.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task An_import()
    {
        var file = await WriteEventsAsync();

        await KillAsync(Program(_killed), "import", file);
        (await LedgerAsync(_killed)).ShouldBeEmpty();
        (await CountAsync("subscription_event")).ShouldBe(0);

        (await RunAsync(Program(_killed), "import", file)).ShouldBe("subscription_events.csv: 2,000 rows, 2,000 new, 0 known already.\n");
        await RunAsync(Program(_undisturbed), "import", file);
        await ShouldBeTheSameAsync();
    }

    [Fact]
    public async Task A_rebuild()
    {
        var file = await WriteEventsAsync();
        await RunAsync(Program(_killed), "import", file);
        await RunAsync(Program(_undisturbed), "import", file);

        await KillAsync(Program(_killed), "rebuild");
        await ShouldBeTheSameAsync();

        (await RunAsync(Program(_killed), "rebuild")).ShouldContain("It equals the ledger it replaced, row for row.");
        await ShouldBeTheSameAsync();
    }

    [Fact]
    public async Task A_backfill()
    {
        var world = new StripeWorld();
        var start = new DateTimeOffset(2024, 1, 15, 9, 30, 0, TimeSpan.Zero);
        for (var seed = 1; seed <= 12; seed++) SimLife.Random(world, seed, start.AddMonths(26), world.AddCustomer(start, $"Customer {seed}"));
        await using var stripe = await FakeStripe.StartAsync(world);

        await KillAsync(Program(_killed, stripe), "backfill", "stripe");
        (await LedgerAsync(_killed)).ShouldBeEmpty();
        (await CountAsync("backfill_cursor")).ShouldBeGreaterThan(0);

        await RunAsync(Program(_killed, stripe), "backfill", "stripe");
        await RunAsync(Program(_undisturbed, stripe), "backfill", "stripe");
        await ShouldBeTheSameAsync();
        (await CountAsync("backfill_cursor")).ShouldBe(0);
    }

    /// <summary>Starts the program, waits until it cannot go on, and ends it as a crash would.</summary>
    private async Task KillAsync(BotProgram program, params string[] arguments)
    {
        await using var reader = await _killed.DataSource.OpenConnectionAsync(Cancel);
        await new NpgsqlCommand(HoldRollups, reader).ExecuteNonQueryAsync(Cancel);
        using var process = program.Start(arguments);
        try
        {
            await using var watch = _killed.DataSource.CreateCommand(Waiting);
            while ((long)(await watch.ExecuteScalarAsync(Cancel))! == 0) process.HasExited.ShouldBeFalse("it ended before it could be killed");
        }
        finally
        {
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await new NpgsqlCommand("ROLLBACK", reader).ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<string> RunAsync(BotProgram program, params string[] arguments)
    {
        var result = await program.RunAsync(arguments);
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Output;
    }

    private async Task ShouldBeTheSameAsync()
    {
        var ledger = await LedgerAsync(_undisturbed);
        ledger.ShouldNotBeEmpty();
        (await LedgerAsync(_killed)).ShouldBe(ledger);
        await using var leftovers = _killed.DataSource.CreateCommand("SELECT count(*) FROM pg_class WHERE relname LIKE '%\\_new%'");
        (await leftovers.ExecuteScalarAsync(Cancel)).ShouldBe(0L);
    }

    private static async Task<List<string>> LedgerAsync(TestDatabase database)
    {
        List<string> rows = [];
        await using var command = database.DataSource.CreateCommand(ReadLedger);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetString(0));
        return rows;
    }

    private async Task<long> CountAsync(string table)
    {
        await using var command = _killed.DataSource.CreateCommand($"SELECT count(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task<string> WriteEventsAsync()
    {
        var path = Path.Combine(_home, "subscription_events.csv");
        await File.WriteAllTextAsync(path, Header + string.Concat(Enumerable.Range(0, 2_000).Select(Event)), Cancel);
        return path;
    }

    private static string Event(int i) => string.Create(CultureInfo.InvariantCulture,
        $"e{i},c{i % 300},s{i % 300},p{i % 3},{(i % 7) + 1},4900,USD,month,1,{(i % 11 == 0 ? "canceled" : "active")},false,2026-{(i % 10) + 1:00}-{(i % 28) + 1:00}T00:00:00Z\n");

    private BotProgram Program(TestDatabase database, FakeStripe? stripe = null)
    {
        var program = new BotProgram(_home) { Environment = { ["REVENUEBOT__Database__ConnectionString"] = database.ConnectionString } };
        if (stripe is null) return program;
        program.Environment["REVENUEBOT__Stripe__ApiKey"] = FakeStripe.Key;
        program.Environment["REVENUEBOT__Stripe__ApiBaseUrl"] = stripe.Address.ToString();
        program.Environment["REVENUEBOT__Stripe__MaxRequestsPerSecond"] = "500";
        return program;
    }
}
