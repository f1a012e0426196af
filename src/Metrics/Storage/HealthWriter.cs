using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>One pass on its way into the database.</summary>
internal sealed class HealthWriter : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private NpgsqlBinaryImporter? _copy;

    private HealthWriter(NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlBinaryImporter copy) => (_connection, _transaction, _copy) = (connection, transaction, copy);

    public static async Task<HealthWriter> BeginAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await using (NpgsqlCommand create = new(HealthStore.CreateStage, connection)) await create.ExecuteNonQueryAsync(ct);
            return new HealthWriter(connection, transaction, await connection.BeginBinaryImportAsync(HealthStore.CopyStage, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task AddAsync(HealthRow row, CancellationToken ct)
    {
        await _copy!.StartRowAsync(ct);
        foreach (var column in HealthRow.Columns) await column.WriteAsync(_copy, row, ct);
    }

    /// <summary>Merges what was added, takes out who has no score any more, and keeps the day's history.</summary>
    public async Task CommitAsync(DateOnly day, IReadOnlyList<string> gone, bool scores, CancellationToken ct)
    {
        await _copy!.CompleteAsync(ct);
        await _copy.DisposeAsync();
        _copy = null;
        await using NpgsqlBatch batch = new(_connection, _transaction) { Timeout = 0 };
        if (scores) batch.With(HealthStore.Merge).With(HealthStore.DeleteSome, Parameter.Texts([.. gone]));
        batch.With(HealthStore.AddHistory, Parameter.Day(day));
        if (scores) batch.With(HealthStore.Thin, Parameter.Day(WeekOf(day).AddDays(-21)), Parameter.Day(WeekOf(day).AddDays(-14)));
        await batch.ExecuteNonQueryAsync(ct);
        await _transaction.CommitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_copy is not null) await _copy.DisposeAsync();
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
