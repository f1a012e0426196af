using Dapper;
using Npgsql;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Storage;

/// <summary>What has been posted, or is about to be, since the day began.</summary>
public sealed record DayOfPosts(IReadOnlyDictionary<string, int> ByDestination, IReadOnlySet<string> Keys);

/// <summary>
/// One evaluation from reading to commit, while no other replica evaluates: an advisory lock that ends with the transaction, so that a
/// killed process leaves none. People act meanwhile; a row that they changed is left to the next evaluation.
/// </summary>
public sealed class AlertTurn : IAsyncDisposable
{
    private const long Lock = 0x5245_564D_0010;

    internal const string TryLock = "SELECT pg_try_advisory_xact_lock(@key)";
    internal const string ReadPosts = """SELECT destination AS "Destination", message_key AS "Key" FROM outbox_message WHERE created_at >= @since""";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private AlertTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    internal static async Task<AlertTurn?> TakeAsync(NpgsqlDataSource dataSource, CancellationToken cancel)
    {
        var connection = await dataSource.OpenConnectionAsync(cancel);
        AlertTurn turn = new(connection, await connection.BeginTransactionAsync(cancel));
        if (await connection.ExecuteScalarAsync<bool>(turn.Command(TryLock, new { key = Lock }, cancel))) return turn;
        await turn.DisposeAsync();
        return null;
    }

    /// <summary>All that is pending or open, and closed alerts that share a message with an open one.</summary>
    public async Task<IReadOnlyList<AlertStatus>> LoadAsync(CancellationToken cancel) =>
        [.. (await _connection.QueryAsync<string>(Command(AlertStore.ReadLive, new { }, cancel))).Select(AlertStore.Status)];

    public async Task<IReadOnlyList<Silence>> SilencesAsync(DateTimeOffset at, CancellationToken cancel) =>
        [.. (await _connection.QueryAsync<SilenceRow>(Command(SilenceStore.ReadActive, new { at = at.UtcDateTime }, cancel))).Select(row => row.ToSilence())];

    /// <param name="since">The start of the local day.</param>
    public async Task<DayOfPosts> PostsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var rows = (await _connection.QueryAsync<(string Destination, string Key)>(Command(ReadPosts, new { since = since.UtcDateTime }, cancel))).ToList();
        return new(rows.CountBy(row => row.Destination).ToDictionary(), rows.Select(row => row.Key).ToHashSet());
    }

    /// <summary>Ends the turn: everything or nothing.</summary>
    public async Task CommitAsync(AlertWrite write, DateTimeOffset at, CancellationToken cancel)
    {
        await AlertStore.WriteAsync(_transaction, write, at, cancel);
        await _transaction.CommitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private CommandDefinition Command(string sql, object arguments, CancellationToken cancel) => new(sql, arguments, _transaction, cancellationToken: cancel);
}
