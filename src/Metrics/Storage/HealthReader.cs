using Npgsql;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>A customer's score on a day.</summary>
public readonly record struct HealthPoint(DateOnly Day, decimal? Score, decimal Coverage, HealthBand Band);

/// <summary>Scores as the last hourly pass left them.</summary>
public sealed class HealthReader(NpgsqlDataSource dataSource)
{
    internal const string SummaryName = "health";

    private const string Columns =
        "h.customer_id, h.score, h.coverage, h.band, h.not_scored, h.mrr, CASE WHEN h.not_scored = 4 THEN h.computed_at ELSE GREATEST(h.computed_at, (SELECT as_of FROM precomputed WHERE name = 'health')) END";
    internal const string ReadOne = "SELECT " + Columns + ", h.components::text FROM health_score h WHERE h.customer_id = $1";
    internal const string ReadSome = "SELECT " + Columns + ", h.components::text FROM health_score h WHERE h.customer_id = ANY ($1)";
    internal const string ReadAll = "SELECT " + Columns + ", CASE WHEN h.band IN (1, 2) AND h.not_scored = 0 THEN h.components::text END FROM health_score h ORDER BY h.customer_id";
    internal const string ReadWorst = "SELECT " + Columns + ", h.components::text FROM health_score h WHERE h.not_scored = 0 AND h.band = $1 ORDER BY h.mrr DESC, h.customer_id LIMIT $2";
    internal const string ReadHistory =
        """
        SELECT day, score, coverage, band FROM health_history WHERE customer_id = $1 AND day <= $3
          AND day >= COALESCE((SELECT max(day) FROM health_history WHERE customer_id = $1 AND day <= $2), $2) ORDER BY day
        """;

    /// <summary>Null: not scored yet, or neither paying nor a former customer with a score.</summary>
    public async Task<CustomerHealth?> ReadAsync(string customerId, CancellationToken ct = default) => (await ListAsync(ReadOne, ct, Parameter.Text(customerId))).FirstOrDefault();

    /// <summary>The scores of some customers by id.</summary>
    public async Task<IReadOnlyDictionary<string, CustomerHealth>> ReadAsync(IReadOnlyList<string> customerIds, CancellationToken ct = default) =>
        (await ListAsync(ReadSome, ct, Parameter.Texts([.. customerIds]))).ToDictionary(health => health.CustomerId);

    /// <summary>Every customer with a score or a reason for none, in bytewise order of ids. Details only of running scores at high and medium risk: others are read one by one.</summary>
    public async Task<IReadOnlyList<CustomerHealth>> AllAsync(CancellationToken ct = default) => await ListAsync(ReadAll, ct);

    /// <summary>Running scores of a band, the most MRR first.</summary>
    public async Task<IReadOnlyList<CustomerHealth>> OfBandAsync(HealthBand band, int most, CancellationToken ct = default) =>
        await ListAsync(ReadWorst, ct, Parameter.Short((short)band), Parameter.Int(most));

    /// <summary>The days on which a customer's score moved, from the one that held on the first day; older days are thinned to one a week.</summary>
    public async Task<IReadOnlyList<HealthPoint>> HistoryAsync(string customerId, DateOnly first, DateOnly last, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadHistory, Parameter.Text(customerId), Parameter.Day(first), Parameter.Day(last)).ExecuteReaderAsync(ct);
        return await CustomerReader.ListAsync(rows, row => new HealthPoint(row.GetFieldValue<DateOnly>(0), row.IsDBNull(1) ? null : row.GetDecimal(1), row.GetDecimal(2), (HealthBand)row.GetInt16(3)), ct);
    }

    /// <summary>How all customers did at the last pass; null before the first.</summary>
    public Task<Precomputed<HealthSummary>?> SummaryAsync(CancellationToken ct = default) => new PrecomputedStore(dataSource).ReadAsync<HealthSummary>(SummaryName, ct);

    private async Task<List<CustomerHealth>> ListAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await using var rows = await batch.With(sql, parameters).ExecuteReaderAsync(ct);
        return await CustomerReader.ListAsync(rows, HealthOf, ct);
    }

    private static CustomerHealth HealthOf(NpgsqlDataReader row)
    {
        var signals = row.IsDBNull(7) ? null : StoredSignals.Read(row.GetString(7));
        var (detail, before) = (ScoreOf(signals?.Now), ScoreOf(signals?.WeekAgo));
        return new CustomerHealth(row.GetString(0), row.IsDBNull(1) ? null : row.GetDecimal(1), row.GetDecimal(2), (HealthBand)row.GetInt16(3), row.GetFieldValue<DateTimeOffset>(6))
        {
            NotScored = (NotScored)row.GetInt16(4), Mrr = row.GetInt64(5), Detail = detail, Change = detail is not null && before is not null ? HealthChange.Between(before, detail) : null,
        };
    }

    private static HealthScore? ScoreOf(HealthSignals? signals) => signals is null ? null : HealthScore.Of(signals);
}
