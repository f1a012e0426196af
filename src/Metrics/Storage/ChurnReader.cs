using Npgsql;
using RevenueBot.Metrics.Churn;

namespace RevenueBot.Metrics.Storage;

/// <summary>Churn risk as the last run left it.</summary>
public sealed class ChurnReader(NpgsqlDataSource dataSource)
{
    internal const string SummaryName = "churn";

    // A score counts only with the features that it was made of.
    private const string Columns =
        "SELECT s.customer_id, s.as_of, s.model_id, s.p30, s.p60, s.p90, s.base, s.contributions, s.inputs, s.mrr, s.cancel_scheduled FROM churn_score s JOIN churn_model m USING (model_id) WHERE m.features = $1";
    internal const string ReadSome = Columns + " AND s.customer_id = ANY ($2)";
    internal const string ReadWorst = Columns + " ORDER BY s.p30 * s.mrr DESC, s.customer_id LIMIT $2";
    internal const string ReadAll = Columns + " ORDER BY s.customer_id";

    /// <summary>Null: not scored yet, or it does not pay.</summary>
    public async Task<CustomerChurn?> ReadAsync(string customerId, CancellationToken ct = default) => (await ReadAsync([customerId], ct)).GetValueOrDefault(customerId);

    /// <summary>The risk of some customers by id.</summary>
    public async Task<IReadOnlyDictionary<string, CustomerChurn>> ReadAsync(IReadOnlyList<string> customerIds, CancellationToken ct = default) =>
        (await ListAsync(ReadSome, Parameter.Texts([.. customerIds]), ct)).ToDictionary(churn => churn.CustomerId);

    /// <summary>Where the most MRR is to be expected lost in 30 days, the most first.</summary>
    public async Task<IReadOnlyList<CustomerChurn>> WorstAsync(int most, CancellationToken ct = default) => await ListAsync(ReadWorst, Parameter.Int(most), ct);

    /// <summary>Every score, in bytewise order of ids, one at a time.</summary>
    public async IAsyncEnumerable<CustomerChurn> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await using var rows = await batch.With(ReadAll, Features).ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) yield return ChurnOf(rows);
    }

    /// <summary>All scores in sum with the card of their model; null before the first run.</summary>
    public Task<Precomputed<ChurnSummary>?> SummaryAsync(CancellationToken ct = default) => new PrecomputedStore(dataSource).ReadAsync<ChurnSummary>(SummaryName, ct);

    private static NpgsqlParameter Features => Parameter.Texts([.. ChurnModel.Features]);

    private async Task<List<CustomerChurn>> ListAsync(string sql, NpgsqlParameter parameter, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(sql, Features, parameter).ExecuteReaderAsync(ct);
        return await CustomerReader.ListAsync(rows, ChurnOf, ct);
    }

    private static CustomerChurn ChurnOf(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2),
        new(row.GetDouble(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6), row.GetFieldValue<double[]>(7), row.GetFieldValue<double[]>(8)), row.GetInt64(9), row.GetBoolean(10));
}
