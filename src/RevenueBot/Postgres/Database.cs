using Npgsql;
using RevenueBot.Configuration;

namespace RevenueBot.Postgres;

/// <summary>The one way to the data: the server of the configuration, or the private one, behind a single data source.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>A server usually has room for 97: two replicas fit, and whoever comes when all are in use waits instead of being refused.</summary>
    private const int MaxConnections = 48;

    private readonly bool _isBorrowed;

    private Database(NpgsqlDataSource source, PrivatePostgres? server, bool isBorrowed = false)
    {
        Source = source;
        Server = server;
        _isBorrowed = isBorrowed;
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>The private server; null on a server of the user's.</summary>
    public PrivatePostgres? Server { get; }

    /// <exception cref="RefusalException">There is no database to be had; the message says what to do.</exception>
    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancel)
    {
        if (settings.ConnectionString is { } text) return await ConnectAsync(text, cancel);
        var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(settings.DataDirectory), cancel);
        return new Database(PoolOf(server.ConnectionString), server);
    }

    /// <summary>A stand-in that cannot be opened.</summary>
    public static Database Unavailable() => new(NpgsqlDataSource.Create("Host=/nonexistent;Timeout=1"), null);

    /// <summary>On a pool that somebody else opened and will close.</summary>
    public static Database On(NpgsqlDataSource pool) => new(pool, null, isBorrowed: true);

    /// <summary>A pool as every use of the database has it.</summary>
    public static NpgsqlDataSource PoolOf(string text) => NpgsqlDataSource.Create(Complete(text));

    public async ValueTask DisposeAsync()
    {
        if (!_isBorrowed) await Source.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
    }

    private static async Task<Database> ConnectAsync(string text, CancellationToken cancel)
    {
        var source = PoolOf(text);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            return new Database(source, null);
        }
        catch (NpgsqlException error)
        {
            await source.DisposeAsync();
            throw new RefusalException($"The PostgreSQL server of Database:ConnectionString does not answer: {FirstSentence(error)}", error);
        }
    }

    private static string Complete(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException error)
        {
            // The message is left out: it may repeat a part of the text, which holds a password.
            throw new RefusalException("Database:ConnectionString is not a connection string: use Host=…;Database=…;Username=…;Password=….", error);
        }

        if (!builder.ShouldSerialize("Maximum Pool Size")) builder.MaxPoolSize = MaxConnections;
        builder.MaxAutoPrepare = 50;
        builder.AutoPrepareMinUsages = 2;
        builder.KeepAlive = 30; // a dead LISTEN connection is noticed
        builder.IncludeErrorDetail = false; // details quote rows, which are customer data
        builder.ApplicationName ??= "revenuebot";
        return builder.ConnectionString;
    }

    private static string FirstSentence(NpgsqlException error) => (error as PostgresException)?.MessageText ?? error.Message;
}
