using System.Diagnostics;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Benchmarks;

/// <summary>
/// From a stored webhook to the ledger — lock, read, fold, ledger, roll-ups, inbox, commit — against a transaction that inserts
/// the same body and does nothing with it.
/// </summary>
internal static class WebhookBenchmark
{
    private const int Customers = 10_000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    private static readonly byte[] Body = new byte[2_000];

    public static async Task RunAsync(BenchmarkServer server)
    {
        await using var database = await server.CreateAsync("webhook");
        await database.LoadAsync(new GeneratedFacts(Customers, 36));
        await database.ExecuteAsync("CREATE TABLE bare (id text PRIMARY KEY, body bytea NOT NULL)");
        FactStore store = new(database.DataSource, LedgerRules.Default, TimeProvider.System);
        await RateAsync(8, (worker, number) => ApplyAsync(store, $"warm-{worker}", number));
        foreach (var connections in (int[])[1, 8])
        {
            var bare = await RateAsync(connections, (worker, number) => InsertAsync(database.DataSource, $"{connections}-{worker}-{number}"));
            var ledger = await RateAsync(connections, (worker, number) => ApplyAsync(store, $"{connections}-{worker}", number));
            Report.Line($"webhook   {connections} connections: {ledger:N0} facts/s into the ledger, {bare:N0} bare inserts/s; {ledger / bare:P0} (at least 30%)");
        }

        await Compaction.RunAsync(database.DataSource, CancellationToken.None);
        var rebuilt = await Rebuild.RunAsync(database.DataSource, LedgerRules.Default);
        Report.Line($"webhook   the ledger afterwards equals a rebuild: {rebuilt.EqualsPrevious}");
    }

    private static async Task<double> RateAsync(int workers, Func<int, int, Task> action)
    {
        var count = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            for (var number = 0; Stopwatch.GetElapsedTime(start) < Length; number++)
            {
                await action(worker, number);
                Interlocked.Increment(ref count);
            }
        })));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task InsertAsync(NpgsqlDataSource source, string id)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using NpgsqlCommand command = new("INSERT INTO bare (id, body) VALUES ($1, $2)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Body });
        await command.PrepareAsync();
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static async Task ApplyAsync(FactStore store, string worker, int number)
    {
        Random random = new(number);
        var customer = random.Next(Customers);
        var fact = new GeneratedFacts(Customers, 36).EventsOf(customer).First() with
        {
            Source = FactSource.Stripe,
            EventId = $"{worker}-{number}",
            Quantity = random.Next(1, 30),
            Sequence = 1_000 + number,
            EffectiveAt = GeneratedFacts.Start.AddMonths(36).AddMinutes(number),
            Status = SubscriptionStatus.Active,
        };
        await store.ApplyAsync(new FactBatch { SubscriptionEvents = [fact] }, new FactOptions(new InboxKey("stripe", fact.EventId)));
    }
}
