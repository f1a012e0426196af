using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace RevenueBot.Metrics.Storage;

/// <summary>Which ledger rows: those behind a figure.</summary>
/// <param name="From">First day; null: from the beginning.</param>
/// <param name="To">First day that is left out; null: to the end, future days included.</param>
/// <param name="By">The dimension of <paramref name="Key"/>.</param>
/// <param name="Key">Null: every key.</param>
/// <param name="KnownAt">Null: as known now.</param>
public sealed record MovementQuery(
    DateOnly? From = null, DateOnly? To = null, string? CustomerId = null, MovementKind? Kind = null,
    Dimension By = Dimension.Total, string? Key = null, DateTimeOffset? KnownAt = null);

/// <summary>Ledger rows one by one: receipts, and the history of a customer.</summary>
public sealed class MovementReader(NpgsqlDataSource dataSource)
{
    private const string Matches =
        $"""
        AND ($2::date IS NULL OR m.day >= $2) AND ($3::date IS NULL OR m.day < $3) AND ($4::smallint IS NULL OR m.kind = $4)
        AND ($6::text IS NULL OR $6 = CASE $5::smallint WHEN 0 THEN '' WHEN 1 THEN m.plan_id WHEN 2 THEN m.currency
          WHEN 3 THEN {Versions.CountryThen} WHEN 4 THEN {Versions.SegmentThen} END)
        """;
    private const string From = "SELECT " + MovementRow.ColumnNames + " FROM movement m WHERE m.recorded_at <= $1 AND m.superseded_at > $1 ";
    internal const string ReadAll = From + Matches + " ORDER BY m.day, m.customer_id, m.seq";
    internal const string ReadOne = From + "AND m.customer_id = $7 " + Matches + " ORDER BY m.day, m.seq";
    internal const string ReadHistory = "SELECT " + MovementRow.ColumnNames + " FROM movement WHERE customer_id = $1 ORDER BY recorded_at, day, seq";

    /// <summary>The rows that stand (or stood at <see cref="MovementQuery.KnownAt"/>), by day, customer and seq.</summary>
    public IAsyncEnumerable<MovementRow> ReadAsync(MovementQuery query, CancellationToken ct = default)
    {
        NpgsqlBatchCommand command = new(query.CustomerId is null ? ReadAll : ReadOne);
        // Later than any recorded time and earlier than infinity, which current rows are superseded at: now.
        command.With(
            Parameter.KnownAt(query.KnownAt), Nullable(query.From, NpgsqlDbType.Date),
            Nullable(query.To, NpgsqlDbType.Date), Nullable((short?)query.Kind, NpgsqlDbType.Smallint), Parameter.Short((short)query.By),
            Nullable(query.Key, NpgsqlDbType.Text));
        if (query.CustomerId is { } id) command.With(Parameter.Text(id));
        return RowsAsync(command, ct);
    }

    /// <summary>Every row a customer's ledger has ever held, in the order in which they were recorded.</summary>
    public IAsyncEnumerable<MovementRow> ReadHistoryAsync(string customerId, CancellationToken ct = default) =>
        RowsAsync(new NpgsqlBatchCommand(ReadHistory).With(Parameter.Text(customerId)), ct);

    private async IAsyncEnumerable<MovementRow> RowsAsync(NpgsqlBatchCommand command, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) yield return MovementRow.Read(rows);
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
