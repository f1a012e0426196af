using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Postgres;

namespace RevenueBot.Benchmarks;

/// <summary>A private server with the product's own settings, thrown away at the end.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly PrivatePostgres _server;
    private readonly string _folder;

    private BenchmarkServer(PrivatePostgres server, string folder) => (_server, _folder) = (server, folder);

    public static async Task<BenchmarkServer> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"revenuebot-benchmarks-{Environment.ProcessId}");
        return new BenchmarkServer(await PrivatePostgres.StartAsync(new PrivatePostgresOptions(folder), CancellationToken.None), folder);
    }

    public async Task<BenchmarkDatabase> CreateAsync(string name)
    {
        await using (var connection = new NpgsqlConnection(_server.ConnectionString))
        {
            await connection.OpenAsync();
            await using NpgsqlCommand create = new($"CREATE DATABASE {name}", connection);
            await create.ExecuteNonQueryAsync();
        }

        var builder = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name, CommandTimeout = 0 };
        var database = new BenchmarkDatabase(builder.ConnectionString);
        await Migrations.ApplyAsync(database.DataSource, CancellationToken.None);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>One database on it.</summary>
internal sealed class BenchmarkDatabase(string connectionString) : IAsyncDisposable
{
    public const string ApiKey = "key-of-the-benchmark-0123456789";

    public string ConnectionString => connectionString;
    public NpgsqlDataSource DataSource { get; } = NpgsqlDataSource.Create(connectionString);
    public GeneratedFacts Facts { get; private set; } = new(0, 1);

    public async Task LoadAsync(GeneratedFacts facts)
    {
        Facts = facts;
        var watch = Stopwatch.StartNew();
        var result = await new FactStore(DataSource, LedgerRules.Default, TimeProvider.System).ImportAsync(facts.BatchesAsync());
        Report.Line($"import    {facts.Customers:N0} customers, {result.Added:N0} facts in {watch.Elapsed.TotalSeconds:N1} s ({result.Added / watch.Elapsed.TotalSeconds:N0} facts/s)");
        await ExecuteAsync("VACUUM ANALYZE");
        await ExecuteAsync("CHECKPOINT");
    }

    /// <summary>The composed program on it, without its scheduled jobs.</summary>
    public Task<Bot> OpenBotAsync(params IEnumerable<(string Key, string Value)> more) => Bot.OpenAsync(Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Database:ConnectionString"] = connectionString, ["Listen:Port"] = "0", ["Api:Keys:0"] = ApiKey, ["Api:RequestsPerSecond"] = "100000", ["Jobs:Run"] = "false",
    }).AddInMemoryCollection(more.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build()), CancellationToken.None);

    public async Task<TimeSpan> ExecuteAsync(string sql)
    {
        var watch = Stopwatch.StartNew();
        await using var command = DataSource.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        do
        {
            while (await rows.ReadAsync()) { }
        }
        while (await rows.NextResultAsync());
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await DataSource.DisposeAsync();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand drop = new($"DROP DATABASE {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
