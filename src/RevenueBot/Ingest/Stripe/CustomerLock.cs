using Npgsql;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// While held, nobody else fits snapshots of this customer: what a snapshot adds depends on the ones already known.
/// It ends with its connection, so a killed process leaves none behind.
/// </summary>
internal sealed class CustomerLock : IAsyncDisposable
{
    internal const string Take = "SELECT pg_advisory_lock(hashtextextended($1, 20))";
    internal const string Give = "SELECT pg_advisory_unlock(hashtextextended($1, 20))";
    private readonly NpgsqlConnection _connection;
    private readonly string _customer;

    private CustomerLock(NpgsqlConnection connection, string customer) => (_connection, _customer) = (connection, customer);

    public static async Task<CustomerLock> TakeAsync(NpgsqlDataSource database, string customer, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        var held = new CustomerLock(connection, customer);
        try
        {
            await held.ExecuteAsync(Take, ct);
            return held;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A broken connection has given the lock back already.
        if (_connection.FullState.HasFlag(System.Data.ConnectionState.Open)) await ExecuteAsync(Give, CancellationToken.None);
        await _connection.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _customer });
        await command.ExecuteNonQueryAsync(ct);
    }
}
