using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Rows of all customers read side by side with others, in the order of customer_id (the first column): one customer at a time is held.</summary>
internal sealed class CustomerRows<T> : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlDataReader _rows;
    private readonly Func<NpgsqlDataReader, T> _read;
    private readonly List<T> _of = [];
    private string? _next;

    private CustomerRows(NpgsqlConnection connection, NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read) => (_connection, _rows, _read) = (connection, rows, read);

    public static async Task<CustomerRows<T>> OpenAsync(NpgsqlDataSource dataSource, NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct);
        try
        {
            NpgsqlBatch batch = new(connection) { Timeout = 0 };
            batch.BatchCommands.Add(command);
            CustomerRows<T> rows = new(connection, await batch.ExecuteReaderAsync(ct), read);
            await rows.MoveAsync(ct);
            return rows;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows of a customer, good until the next is asked for. Customers must be asked for in bytewise order.</summary>
    /// <param name="skipped">Told of customers that are passed over.</param>
    public async ValueTask<IReadOnlyList<T>> OfAsync(string customerId, CancellationToken ct, Action<string>? skipped = null)
    {
        _of.Clear();
        while (_next is not null && ByteOrder.Compare(_next, customerId) < 0)
        {
            skipped?.Invoke(_next);
            await MoveAsync(ct);
        }

        while (_next == customerId)
        {
            _of.Add(_read(_rows));
            await MoveAsync(ct);
        }

        return _of;
    }

    /// <summary>The customers that are left after the last one asked for.</summary>
    public async Task SkipRestAsync(Action<string> skipped, CancellationToken ct)
    {
        for (; _next is not null; await MoveAsync(ct)) skipped(_next);
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async ValueTask MoveAsync(CancellationToken ct) => _next = await _rows.ReadAsync(ct) ? _rows.GetString(0) : null;
}
