using Npgsql;
using RevenueBot.Metrics.Churn;

namespace RevenueBot.Metrics.Storage;

/// <summary>Keeps models and scores. A run's scores are staged by COPY and merged in one transaction, so that readers see one run or the next.</summary>
public sealed class ChurnStore(NpgsqlDataSource dataSource)
{
    internal const string AddModel = "INSERT INTO churn_model (trained_at, features, body, card) VALUES ($1, $2, $3, $4) RETURNING model_id";
    internal const string DropOldModels = "DELETE FROM churn_model WHERE model_id <= (SELECT max(model_id) - 12 FROM churn_model) AND model_id NOT IN (SELECT DISTINCT model_id FROM churn_score)";
    internal const string ReadModel = "SELECT model_id, trained_at, features, body, card FROM churn_model ORDER BY model_id DESC LIMIT 1";
    internal const string CreateStage = "CREATE TEMP TABLE stage_churn (LIKE churn_score) ON COMMIT DROP";
    internal const string CopyStage = "COPY stage_churn (customer_id, as_of, model_id, p30, p60, p90, base, contributions, inputs, mrr, cancel_scheduled) FROM STDIN (FORMAT BINARY)";
    internal const string DropGone = "DELETE FROM churn_score s WHERE NOT EXISTS (SELECT 1 FROM stage_churn n WHERE n.customer_id = s.customer_id)";
    internal const string Merge =
        """
        INSERT INTO churn_score SELECT * FROM stage_churn
        ON CONFLICT (customer_id) DO UPDATE SET as_of = excluded.as_of, model_id = excluded.model_id, p30 = excluded.p30, p60 = excluded.p60, p90 = excluded.p90, base = excluded.base,
          contributions = excluded.contributions, inputs = excluded.inputs, mrr = excluded.mrr, cancel_scheduled = excluded.cancel_scheduled
        """;

    private static readonly Columns<CustomerChurn> Scores = new Columns<CustomerChurn>()
        .Text("customer_id", row => row.CustomerId).Time("as_of", row => row.AsOf).Long("model_id", row => row.ModelId)
        .Real("p30", row => row.Score.P30).Real("p60", row => row.Score.P60).Real("p90", row => row.Score.P90).Real("base", row => row.Score.Base)
        .Reals("contributions", row => row.Score.Contributions).Reals("inputs", row => row.Score.Inputs).Long("mrr", row => row.Mrr).Flag("cancel_scheduled", row => row.CancelScheduled);

    /// <summary>The last twelve are kept.</summary>
    public async Task<StoredChurnModel> AddAsync(ChurnModel model, DateTimeOffset trainedAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(AddModel, Parameter.Time(trainedAt.ToUniversalTime()), Parameter.Texts([.. ChurnModel.Features]), Parameter.Text(model.ToJson()), Parameter.Text(model.CardToJson())).With(DropOldModels);
        return new((long)(await batch.ExecuteScalarAsync(ct))!, trainedAt, model);
    }

    /// <summary>The newest model; null: none was trained yet, or it asks for other features than are read now.</summary>
    public async Task<StoredChurnModel?> NewestAsync(CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadModel).ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct) || !rows.GetFieldValue<string[]>(2).SequenceEqual(ChurnModel.Features)) return null;
        return new(rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), ChurnModel.Read(rows.GetString(3), rows.GetString(4)));
    }

    /// <summary>Replaces all scores; who is not among them has none any more.</summary>
    public async Task ReplaceAsync(IAsyncEnumerable<CustomerChurn> scores, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (NpgsqlCommand create = new(CreateStage, connection)) await create.ExecuteNonQueryAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync(CopyStage, ct))
        {
            await foreach (var score in scores.WithCancellation(ct))
            {
                await copy.StartRowAsync(ct);
                foreach (var column in Scores) await column.WriteAsync(copy, score, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = 0 };
        await batch.With(DropGone).With(Merge).ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
