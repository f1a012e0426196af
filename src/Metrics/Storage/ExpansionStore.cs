using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using RevenueBot.Metrics.Expansion;

namespace RevenueBot.Metrics.Storage;

/// <summary>Opportunities as the last hourly pass left them.</summary>
public sealed class ExpansionStore(NpgsqlDataSource dataSource)
{
    private const string SummaryName = "expansion", LimitsName = "limit use";

    private const string Columns = "SELECT customer_id, held, mrr, parts::text FROM expansion_opportunity ";
    internal const string ReadBest = Columns + "WHERE held = 0 ORDER BY gain DESC NULLS LAST, customer_id LIMIT $1 OFFSET $2";
    internal const string ReadNear = Columns + """
        WHERE held = 0 AND parts @> '[{"Reason": 1}]'
        ORDER BY (SELECT max((part ->> 'Amount')::numeric / (part ->> 'Of')::numeric) FROM jsonb_array_elements(parts) part WHERE part ->> 'Reason' = '1') DESC, customer_id LIMIT $1
        """;
    internal const string ReadOne = Columns + "WHERE customer_id = $1";
    internal const string CreateStage = "CREATE TEMP TABLE stage_expansion (LIKE expansion_opportunity) ON COMMIT DROP";
    internal const string CopyStage = "COPY stage_expansion (customer_id, held, gain, mrr, parts) FROM STDIN (FORMAT BINARY)";
    internal const string Merge =
        """
        INSERT INTO expansion_opportunity AS o SELECT customer_id, held, gain, mrr, parts FROM stage_expansion ORDER BY customer_id
        ON CONFLICT (customer_id) DO UPDATE SET held = excluded.held, gain = excluded.gain, mrr = excluded.mrr, parts = excluded.parts
        WHERE (o.held, o.gain, o.mrr, o.parts) IS DISTINCT FROM (excluded.held, excluded.gain, excluded.mrr, excluded.parts)
        """;
    internal const string DeleteGone = "DELETE FROM expansion_opportunity o WHERE NOT EXISTS (SELECT 1 FROM stage_expansion s WHERE s.customer_id = o.customer_id)";

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private static readonly Columns<Opportunity> Written = new Columns<Opportunity>()
        .Text("customer_id", row => row.CustomerId).Short("held", row => (short)row.Held).LongOrNull("gain", row => row.Gain).Long("mrr", row => row.Mrr).Json("parts", row => JsonSerializer.Serialize(row.Parts, Json));

    /// <summary>How all of them add up; null before the first pass.</summary>
    public Task<Precomputed<ExpansionSummary>?> SummaryAsync(CancellationToken ct = default) => new PrecomputedStore(dataSource).ReadAsync<ExpansionSummary>(SummaryName, ct);

    /// <summary>How near customers are to their limits; null before the first pass.</summary>
    public Task<Precomputed<List<LimitUse>>?> LimitsAsync(CancellationToken ct = default) => new PrecomputedStore(dataSource).ReadAsync<List<LimitUse>>(LimitsName, ct);

    /// <summary>Those that are not held back, the most money first.</summary>
    public Task<IReadOnlyList<Opportunity>> BestAsync(int limit, long skip = 0, CancellationToken ct = default) => ListAsync(ReadBest, ct, Parameter.Int(limit), Parameter.Long(skip));

    /// <summary>Those that are not held back and have used more than 80% of a limit, the nearest to it first.</summary>
    public Task<IReadOnlyList<Opportunity>> NearLimitAsync(int limit, CancellationToken ct = default) => ListAsync(ReadNear, ct, Parameter.Int(limit));

    /// <summary>Null where the customer has none.</summary>
    public async Task<Opportunity?> OfAsync(string customerId, CancellationToken ct = default) => await ListAsync(ReadOne, ct, Parameter.Text(customerId)) is [var found] ? found : null;

    /// <summary>Replaces all of them: readers see one pass or the next, and an older pass never replaces a newer one.</summary>
    /// <param name="at">The moment they speak of.</param>
    public async Task ReplaceAsync(ExpansionFindings found, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await PrecomputedStore.WriteAsync(connection, SummaryName, new Precomputed<ExpansionSummary>(ExpansionSummary.Of(found.Opportunities), at), ct)) return;
        await PrecomputedStore.WriteAsync(connection, LimitsName, new Precomputed<IReadOnlyList<LimitUse>>(found.Limits, at), ct);
        await using (NpgsqlCommand create = new(CreateStage, connection)) await create.ExecuteNonQueryAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync(CopyStage, ct))
        {
            foreach (var row in found.Opportunities)
            {
                await copy.StartRowAsync(ct);
                foreach (var column in Written) await column.WriteAsync(copy, row, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = 0 };
        await batch.With(Merge).With(DeleteGone).ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<IReadOnlyList<Opportunity>> ListAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(sql, parameters).ExecuteReaderAsync(ct);
        return await CustomerReader.ListAsync(rows, row => new Opportunity(row.GetString(0), JsonSerializer.Deserialize<List<OpportunityPart>>(row.GetString(3), Json)!, (HeldBy)row.GetInt16(1), row.GetInt64(2)), ct);
    }
}
