using Dapper;
using Npgsql;
using RevenueBot.Ingest.Files;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Tests.Ingest.Sample;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.Files;

/// <summary>From files into a real database.</summary>
public sealed class FileImportTests : IDisposable
{
    private const string Events = "event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at\n";
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_sample_company_becomes_its_ledger_and_a_second_import_adds_nothing()
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);
        await SampleCompany.WriteAsync(_folder.Path, new DateOnly(2026, 11, 24), TimeZoneInfo.Utc, Cancel);
        var import = new FileImport(ledger.Store, TimeProvider.System);

        var first = await import.RunAsync(_folder.Path, null, Cancel);
        var second = await import.RunAsync(_folder.Path, null, Cancel);

        var books = SampleBooks.On("2026-11-24");
        first.SelectMany(f => f.Problems).ShouldBeEmpty();
        first.ShouldAllBe(f => f.Added == f.Rows && f.Duplicates == 0);
        second.ShouldAllBe(f => f.Added == 0 && f.Duplicates == f.Rows);
        (await ledger.ReadAsync<decimal>("SELECT sum(amount) FROM movement WHERE currency = 'EUR' AND superseded_at = 'infinity'"))
            .ShouldBe(books.Movements.Where(m => m.Currency.Code == "EUR").Sum(m => m.Amount));
        (await ledger.ReadAsync<DateTime>("SELECT data_through FROM source_state WHERE source = 'files'")).Date.ShouldBe(new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_file_with_a_bad_row_leaves_nothing_and_does_not_stop_the_others()
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);
        var good = string.Concat(Enumerable.Range(0, 12_000).Select(i => $"a{i},c\n"));
        await WriteAsync("aliases.csv", "alias_id,customer_id\n" + good + ",c\n");
        await WriteAsync("annotations.csv", "date,kind,text\n2026-11-24,launch,Boards\n");

        var results = await new FileImport(ledger.Store, TimeProvider.System).RunAsync(_folder.Path, null, Cancel);

        results.SelectMany(r => r.Lines).ShouldBe(
        [
            "aliases.csv, line 12002, alias_id: is empty.",
            "aliases.csv: nothing of it was stored.",
            "annotations.csv: 1 row, 1 new, 0 known already.",
        ]);
        (await ledger.CountAsync("customer_alias")).ShouldBe(0);
        (await ledger.CountAsync("annotation")).ShouldBe(1);
    }

    [Fact]
    public async Task Files_are_read_in_the_order_in_which_they_build_on_each_other_and_others_are_left_alone()
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);
        await WriteAsync("users.csv", "user_id,customer_id,created_at\nu1,c1,2026-11-01T00:00:00Z\n");
        await WriteAsync("customers.ndjson", "{\"customer_id\":\"c1\",\"name\":\"A\",\"created_at\":\"2026-11-01T00:00:00Z\"}\n");
        await WriteAsync("README.md", "Not a fact.");
        await WriteAsync("users.bak", "Not a fact either.");

        var results = await new FileImport(ledger.Store, TimeProvider.System).RunAsync(_folder.Path, null, Cancel);

        results.Select(r => (r.File, r.Added)).ShouldBe([("customers.ndjson", 1L), ("users.csv", 1L)]);
    }

    [Fact]
    public async Task Facts_in_one_file_may_name_what_no_file_describes()
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);
        await WriteAsync("subscription_events.csv", Events + "e1,c1,s1,p1,1,4900,USD,month,1,active,false,2026-11-01T00:00:00Z\n");

        (await new FileImport(ledger.Store, TimeProvider.System).RunAsync(_folder.File("subscription_events.csv"), null, Cancel)).ShouldHaveSingleItem().Added.ShouldBe(1);

        (await ledger.ReadAsync<bool>("SELECT is_placeholder FROM customer WHERE customer_id = 'c1'")).ShouldBeTrue();
        (await ledger.ReadAsync<long>("SELECT amount FROM movement")).ShouldBe(49_000_000);
    }

    [Fact]
    public async Task Cancelled_in_the_middle_a_file_leaves_nothing()
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);
        await WriteManyEventsAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var import = new FileImport(ledger.Store, TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => import.RunAsync(_folder.Path, new Halfway(stop.Cancel), stop.Token));

        await ShouldBeEmptyAsync(ledger);
        (await import.RunAsync(_folder.Path, null, Cancel)).ShouldHaveSingleItem().Added.ShouldBe(40_000);
    }

    [Fact]
    public async Task A_connection_killed_in_the_middle_of_a_file_leaves_nothing()
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);
        await WriteManyEventsAsync();
        var import = new FileImport(ledger.Store, TimeProvider.System);

        await Should.ThrowAsync<NpgsqlException>(() => import.RunAsync(_folder.Path, new Halfway(() => KillOthers(ledger.ConnectionString)), Cancel));

        await ShouldBeEmptyAsync(ledger);
    }

    [Theory]
    [InlineData("invoices.csv", "invoices.csv: is no import file; its name must begin with fx, customers, aliases, plans, users, subscription_events, payments, usage, tickets, nps, annotations or targets.")]
    [InlineData("users.xlsx", "users.xlsx: is no import file; its name must end in .csv, .ndjson or .jsonl.")]
    [InlineData("users.csv", "users.csv: is not there; check the path.")]
    public async Task A_path_that_is_no_import_file_is_told(string name, string sentence)
    {
        await using var ledger = await Ledger.CreateAsync(Cancel);

        var result = (await new FileImport(ledger.Store, TimeProvider.System).RunAsync(_folder.File(name), null, Cancel)).ShouldHaveSingleItem();

        result.IsStored.ShouldBeFalse();
        result.Lines.First().ShouldBe(sentence);
    }

    private static async Task ShouldBeEmptyAsync(Ledger ledger)
    {
        foreach (var table in (string[])["subscription_event", "movement", "customer", "plan", "rollup_delta", "source_state"])
            (await ledger.CountAsync(table)).ShouldBe(0, table);
    }

    private static void KillOthers(string connectionString)
    {
        using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        connection.Open();
        connection.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private Task WriteManyEventsAsync() => WriteAsync("subscription_events.csv",
        Events + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"e{i},c{i % 500},s{i % 500},p,{(i % 7) + 1},4900,USD,month,1,active,false,2026-11-{(i % 28) + 1:00}T00:00:00Z\n")));

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(_folder.File(name), content, Cancel);

    /// <summary>Does something once, when half of a file has been read.</summary>
    private sealed class Halfway(Action act) : IProgress<ImportProgress>
    {
        private bool _done;

        public void Report(ImportProgress value)
        {
            if (_done || value.BytesRead * 2 < value.BytesTotal) return;
            _done = true;
            act();
        }
    }
}
