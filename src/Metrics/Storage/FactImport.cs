using Dapper;
using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// The bulk path, one transaction: copy everything to a stage, and only when all of it has been read take the ledger alone, merge,
/// and fold the affected customers again.
/// </summary>
internal sealed class FactImport(NpgsqlDataSource dataSource, LedgerRules rules, TimeProvider time)
{
    /// <summary>Beyond this many customers the planner's idea of the tables is out of date.</summary>
    private const int ManyCustomers = 10_000;

    internal const string Analyze = "ANALYZE subscription_event; ANALYZE movement; ANALYZE customer; ANALYZE rollup_day; ANALYZE rollup_month";

    private readonly string _rulesHash = LedgerRulesText.Of(rules).Hash;

    public async Task<ApplyResult> RunAsync(IAsyncEnumerable<FactBatch> batches, FactOptions options, IProgress<long>? progress, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var stage = await StageAsync(connection, batches, progress, ct);
        var isFirst = await OwnLedgerAsync(connection, ct);
        var now = FactTimes.Micros(time.GetUtcNow());
        if (!isFirst) await ImportNotices.AddAsync(connection, rules.Calendar, now, ct);
        var (added, recordedAt) = await ImportMerge.RunAsync(connection, stage, now, ct);
        LateChanges late = new(rules.Calendar.DayOf(recordedAt), recordedAt);
        var (customers, rollup) = await new Refold(connection, rules, recordedAt, late).RunAsync(ct);
        if (!isFirst) await LateChanges.Table.CopyAsync(connection, late.Rows, ct);
        await ExecuteAsync(connection, LedgerLocks.OwnRollups, ct);
        await RollupStore.MergeAsync(connection, rollup, ct);
        if (customers > 0 || stage.FxRates > 0) await ImportNotices.AddLedgerAsync(connection, recordedAt, ct);
        if (customers > ManyCustomers) await ExecuteAsync(connection, Analyze, ct);
        await FinishAsync(connection, options, isFirst, ct);
        await transaction.CommitAsync(ct);
        return new ApplyResult(added, stage.Facts - added, customers);
    }

    private static async Task<ImportStage> StageAsync(NpgsqlConnection connection, IAsyncEnumerable<FactBatch> batches, IProgress<long>? progress, CancellationToken ct)
    {
        ImportStage stage = new(connection);
        await ExecuteAsync(connection, ImportStage.Create, ct);
        await foreach (var batch in batches.WithCancellation(ct))
        {
            await stage.AddAsync(batch, ct);
            progress?.Report(stage.Facts);
        }

        await stage.FlushAsync(ct);
        return stage;
    }

    /// <returns>True where no ledger exists yet.</returns>
    private async Task<bool> OwnLedgerAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await ExecuteAsync(connection, LedgerLocks.OwnLedger, ct);
        var hash = await connection.ExecuteScalarAsync<string>(new CommandDefinition(ImportMerge.ReadRules, cancellationToken: ct));
        if (hash != "" && hash != _rulesHash) throw new LedgerRulesException();
        return hash == "";
    }

    private async Task FinishAsync(NpgsqlConnection connection, FactOptions options, bool isFirst, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        foreach (var command in StateWriter.Options(options)) batch.BatchCommands.Add(command);
        if (isFirst) batch.BatchCommands.Add(StateWriter.Rules(rules));
        await batch.With(StateWriter.Notify).ExecuteNonQueryAsync(ct);
    }

    private static Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: ct));
}
