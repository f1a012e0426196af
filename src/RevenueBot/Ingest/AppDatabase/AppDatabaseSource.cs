using System.Runtime.CompilerServices;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>Brings what has changed in the application's own database into the ledger. It only ever reads there.</summary>
internal sealed class AppDatabaseSource(AppDatabaseOptions options, FactStore store, Watermarks watermarks, TimeProvider time) : IAsyncDisposable
{
    private static readonly DateTimeOffset _beginning = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AppTable[] _changing = [AppTable.Users, AppTable.Subscriptions, AppTable.BillingEvents, AppTable.UsageRecords];

    private readonly NpgsqlDataSource _application = Open(options.ConnectionString);

    /// <summary>Reads every table once, from a little before where the last reading ended. Reading twice changes nothing.</summary>
    /// <exception cref="RefusalException">The tables are not as configured.</exception>
    public async Task<ApplyResult> PollAsync(CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        await using var connection = await _application.OpenConnectionAsync(cancel);
        var users = await AppColumns.ReadAsync(connection, AppTable.Users, options.Names, cancel);
        var plans = await PlansAsync(connection, users, cancel);
        var total = await store.ApplyAsync(new FactBatch { Plans = plans }, ct: cancel);
        var facts = new AppFacts(options, plans.ToDictionary(plan => plan.PlanId));
        foreach (var table in _changing) total = Sum(total, await TableAsync(connection, table, users, facts, cancel));
        foreach (var (reference, sentence) in facts.Problems) await store.AddProblemAsync(new DataProblem(Watermarks.Source, reference, sentence, started), cancel);
        await store.SetDataThroughAsync(new SourceState(Watermarks.Source, started), cancel);
        await store.ForgetProblemsAsync(Watermarks.Source, DataProblem.WhySilent, cancel);
        return total;
    }

    /// <summary>Notes why it cannot be read, for the answers that are stale by it.</summary>
    public Task ReportAsync(string sentence, CancellationToken cancel) =>
        store.AddProblemAsync(new DataProblem(Watermarks.Source, DataProblem.Connection, sentence, time.GetUtcNow()), cancel);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task<IReadOnlyList<Plan>> PlansAsync(NpgsqlConnection connection, AppColumns users, CancellationToken cancel)
    {
        var query = AppQuery.Of(AppTable.Plans, await AppColumns.ReadAsync(connection, AppTable.Plans, options.Names, cancel), users);
        List<Plan> plans = [];
        await foreach (var page in AppReader.PagesAsync(connection, AppTable.Plans, query, _beginning, cancel)) plans.AddRange(page.Select(row => AppFacts.Plan(row, options)));
        return plans;
    }

    private async Task<ApplyResult> TableAsync(NpgsqlConnection connection, AppTable table, AppColumns users, AppFacts facts, CancellationToken cancel)
    {
        var query = AppQuery.Of(table, await AppColumns.ReadAsync(connection, table, options.Names, cancel), users);
        var mark = await watermarks.FindAsync(table, cancel);
        var (newest, now) = (mark, time.GetUtcNow());
        var pages = AppReader.PagesAsync(connection, table, query, mark - options.Overlap ?? _beginning, cancel);
        var result = await ApplyAsync(SeeAsync(pages), cancel);
        // A row dated into the future must not make the next reading start there.
        if (newest is { } at && newest != mark) await watermarks.SetAsync(table, at < now ? at : now, cancel);
        return result;

        async IAsyncEnumerable<FactBatch> SeeAsync(IAsyncEnumerable<IReadOnlyList<AppRow>> read)
        {
            await foreach (var page in read)
            {
                if (AppReader.ChangedAt(page[^1], query) is { } last && !(last <= newest)) newest = last;
                yield return facts.Read(page, table);
            }
        }
    }

    /// <summary>A usual poll is one small batch; the first one may be millions of rows and takes the bulk path.</summary>
    private async Task<ApplyResult> ApplyAsync(IAsyncEnumerable<FactBatch> batches, CancellationToken cancel)
    {
        await using var rest = batches.GetAsyncEnumerator(cancel);
        if (!await rest.MoveNextAsync()) return new ApplyResult(0, 0, 0);
        var first = rest.Current;
        if (!await rest.MoveNextAsync()) return await store.ApplyAsync(first, ct: cancel);
        return await store.ImportAsync(AllAsync(first, rest, cancel), null, cancel);
    }

    private static async IAsyncEnumerable<FactBatch> AllAsync(FactBatch first, IAsyncEnumerator<FactBatch> rest, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return first;
        do
        {
            cancel.ThrowIfCancellationRequested();
            yield return rest.Current;
        }
        while (await rest.MoveNextAsync());
    }

    private static ApplyResult Sum(ApplyResult a, ApplyResult b) => new(a.Added + b.Added, a.Duplicates + b.Duplicates, a.Customers + b.Customers);

    private static NpgsqlDataSource Open(string text)
    {
        try
        {
            return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(text)
            {
                Options = "-c default_transaction_read_only=on -c statement_timeout=60000 -c timezone=UTC",
                ApplicationName = "revenuebot (read only)",
                MaxPoolSize = 2,
                IncludeErrorDetail = false, // details quote rows
            });
        }
        catch (ArgumentException error)
        {
            // Its message may repeat a part of the text, which holds a password.
            throw new RefusalException("AppDatabase:ConnectionString is not a connection string: use Host=…;Database=…;Username=…;Password=….", error);
        }
    }
}
