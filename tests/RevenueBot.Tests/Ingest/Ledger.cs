using Dapper;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;

namespace RevenueBot.Tests.Ingest;

/// <summary>An empty ledger on a real database.</summary>
internal sealed class Ledger : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Ledger(TestDatabase database) => _database = database;

    public NpgsqlDataSource Database => _database.DataSource;

    public string ConnectionString => _database.ConnectionString;

    public FactStore Store => new(Database, LedgerRules.Default, TimeProvider.System);

    public static async Task<Ledger> CreateAsync(CancellationToken cancel)
    {
        var database = await TestDatabase.CreateAsync();
        await Migrations.ApplyAsync(database.DataSource, cancel, typeof(Bot).Assembly);
        return new Ledger(database);
    }

    public async Task<T?> ReadAsync<T>(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    public Task<long> CountAsync(string table) => ReadAsync<long>($"SELECT count(*) FROM {table}");

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
