using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RevenueBot.Alerts.Storage;
using RevenueBot.Metrics.Storage;
using RevenueBot.Postgres;

namespace RevenueBot.Support;

/// <summary>
/// A database without rows on a real PostgreSQL, which all test programs of the machine share and the first starts. Copied from a template
/// that is migrated once per test program; emptied and used again afterwards, since a copy costs ten times as much.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<PrivatePostgres>> _server = new(StartServerAsync);
    private static readonly Lazy<Task<string>> _template = new(CreateTemplateAsync);
    private static readonly ConcurrentBag<TestDatabase> _emptied = [];
    private static int _count;
    private readonly string _name;
    private readonly EmptiedDatabase? _emptying;

    /// <param name="emptying">Null where it has not the schema that can be emptied.</param>
    private TestDatabase(string name, string connectionString, EmptiedDatabase? emptying)
    {
        (_name, _emptying) = (name, emptying);
        ConnectionString = connectionString;
        DataSource = emptying?.Pool ?? Database.PoolOf(connectionString);
    }

    /// <summary>Brings the template to the current schema; runs once in a test program, before the first database.</summary>
    public static Func<NpgsqlDataSource, CancellationToken, Task> Migrate { get; set; } =
        (source, cancel) => Migrations.ApplyAsync(source, cancel, typeof(AlertStore).Assembly, typeof(Bot).Assembly);

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>A database with the current schema and no rows.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var template = await _template.Value;
        if (_emptied.TryTake(out var emptied)) return emptied;
        var name = await CopyAsync(template);
        var address = await ConnectionStringAsync(name);
        return new TestDatabase(name, address, new EmptiedDatabase(address));
    }

    /// <summary>A database without any schema.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var name = await CopyAsync("template1");
        return new TestDatabase(name, await ConnectionStringAsync(name), emptying: null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_emptying is not null && await _emptying.TryEmptyAsync())
        {
            _emptied.Add(this);
            return;
        }

        await (_emptying?.DisposeAsync() ?? DataSource.DisposeAsync());
        await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static async Task<string> CopyAsync(string template)
    {
        var name = $"t_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        // By files: half the time of the usual copy through the log, block by block.
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
        return name;
    }

    private static async Task<string> CreateTemplateAsync()
    {
        var name = $"t_{Environment.ProcessId}_template";
        await ExecuteAsync($"CREATE DATABASE {name}");
        // Unpooled: a database in use cannot be a template.
        await using var source = NpgsqlDataSource.Create($"{await ConnectionStringAsync(name)};Pooling=false");
        await Migrate(source, CancellationToken.None);
        await EmptiedDatabase.PrepareAsync(source);
        return name;
    }

    private static async Task<string> ConnectionStringAsync(string database)
    {
        var server = await _server.Value;
        return new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = database,
            MaxPoolSize = 20,
        }.ConnectionString;
    }

    private static async Task<PrivatePostgres> StartServerAsync()
    {
        var options = new PrivatePostgresOptions(Path.Combine(Path.GetTempPath(), $"revenuebot-tests-{Environment.UserName}"))
        {
            // Test data may be lost with the machine; the product never turns these off.
            Settings = new Dictionary<string, string>
            {
                ["fsync"] = "off",
                ["synchronous_commit"] = "off",
                ["full_page_writes"] = "off",
                ["max_connections"] = "500",
            },
        };
        var server = await PrivatePostgres.StartAsync(options, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        await DropLeftoversAsync(server.ConnectionString);
        return server;
    }

    /// <summary>Removes the databases of test programs that have ended.</summary>
    private static async Task DropLeftoversAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        List<string> names = [];
        await using (var select = new NpgsqlCommand(@"SELECT datname FROM pg_database WHERE datname LIKE 't\_%'", connection))
        await using (var rows = await select.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        }

        foreach (var name in names.Where(n => !IsRunning(n.Split('_')[1])))
        {
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private static bool IsRunning(string processId)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(processId, CultureInfo.InvariantCulture));
            return process.Id != Environment.ProcessId;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(string sql)
    {
        var server = await _server.Value;
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
