using System.Diagnostics;
using Npgsql;
using RevenueBot.Metrics.Storage.Rebuilding;

namespace RevenueBot.Metrics.Storage;

/// <summary>What a rebuild did.</summary>
/// <param name="Facts">Subscription events read, withdrawn ones too.</param>
/// <param name="Rows">Ledger rows written, superseded ones too.</param>
/// <param name="EqualsPrevious">
/// Whether the ledger it replaced held the same rows, byte for byte; null where that was made by other rules, or there was none.
/// </param>
public sealed record RebuildResult(long Customers, long Facts, long Rows, TimeSpan Elapsed, bool? EqualsPrevious)
{
    public double FactsPerSecond => Facts / Math.Max(Elapsed.TotalSeconds, 0.001);
    public double RowsPerSecond => Rows / Math.Max(Elapsed.TotalSeconds, 0.001);
}

/// <summary>
/// Makes the ledger and its roll-ups anew from the facts: after a change of rules, or to prove that the kept ledger is right.
/// Facts that arrive meanwhile wait; readers see the old ledger until the moment of the swap.
/// </summary>
public static class Rebuild
{
    // A customer's rows must come together; the order also makes the primary key cheap to build.
    internal const string CopyFacts =
        $"COPY (SELECT {EventRow.ColumnNames} FROM subscription_event ORDER BY customer_id) TO STDOUT (FORMAT BINARY)";
    // Beside the facts and in their order: to join them to every fact costs a tenth of the whole.
    internal const string CopyKeys =
        "COPY (SELECT customer_id, COALESCE(country, ''), COALESCE(segment, '') FROM customer ORDER BY customer_id) TO STDOUT (FORMAT BINARY)";
    internal const string CopyRows = "COPY movement_new (" + MovementRow.ColumnNames + ") FROM STDIN (FORMAT BINARY, FREEZE)";

    /// <summary>Whether the stored ledger was made by other rules than these.</summary>
    public static async Task<bool> IsNeededAsync(NpgsqlDataSource dataSource, LedgerRules rules, CancellationToken ct = default)
    {
        var stored = await RulesHashAsync(dataSource, ct);
        return stored != "" && stored != LedgerRulesText.Of(rules).Hash;
    }

    /// <summary>Rebuilds, and compares with the ledger it replaces.</summary>
    /// <param name="progress">Facts folded so far.</param>
    public static Task<RebuildResult> RunAsync(NpgsqlDataSource dataSource, LedgerRules rules, IProgress<long>? progress = null, CancellationToken ct = default) =>
        RunAsync(dataSource, rules, compare: true, progress, ct);

    internal static async Task<RebuildResult> RunAsync(NpgsqlDataSource dataSource, LedgerRules rules, bool compare, IProgress<long>? progress, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var text = Task.Run(() => LedgerRulesText.Of(rules), ct);
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RebuildTables.ExecuteAsync(connection, LedgerLocks.OwnLedger, ct);
        await RebuildTables.ExecuteAsync(connection, LedgerLocks.OwnRollups, ct);
        await RebuildTables.ExecuteAsync(connection, RebuildTables.Create, ct);
        var totals = await FoldAsync(dataSource, connection, rules, progress, ct);
        var isSame = compare && await RulesHashAsync(dataSource, ct) == (await text).Hash;
        var previous = isSame ? TableChecksum.ReadAsync(dataSource, ct) : Task.FromResult(default(RowChecksum));
        await CompleteAsync(connection, totals.Rollup, ct);
        bool? equals = isSame ? await previous == totals.Checksum : null;
        await RebuildTables.SwapAsync(connection, ct);
        await FinishAsync(connection, rules.Profile.Name, await text, ct);
        await transaction.CommitAsync(ct);
        return new RebuildResult(totals.Customers, totals.Facts, totals.Checksum.Rows, watch.Elapsed, equals);
    }

    private static async Task<FoldTotals> FoldAsync(
        NpgsqlDataSource dataSource, NpgsqlConnection connection, LedgerRules rules, IProgress<long>? progress, CancellationToken ct)
    {
        await using var factSource = await dataSource.OpenConnectionAsync(ct);
        await using var keySource = await dataSource.OpenConnectionAsync(ct);
        await using var facts = await factSource.BeginRawBinaryCopyAsync(CopyFacts, ct);
        await using var keys = await keySource.BeginRawBinaryCopyAsync(CopyKeys, ct);
        await using var rows = await connection.BeginRawBinaryCopyAsync(CopyRows, ct);
        return await new FoldPipeline(rules, progress).RunAsync(facts, new KeyRows(keys), rows, ct);
    }

    /// <summary>Indexes the new tables; meanwhile the roll-ups are packed, and the old ledger is summed up on another connection.</summary>
    private static async Task CompleteAsync(NpgsqlConnection connection, Rollup rollup, CancellationToken ct)
    {
        var packing = Task.Run(() => (Days: PackedRollup.Of(rollup), Months: PackedRollup.Of(rollup.ByMonth())), ct);
        await RebuildTables.ExecuteAsync(connection, RebuildTables.IndexMovements, ct);
        var (days, months) = await packing;
        await days.CopyAsync(connection, "rollup_day_new", ct);
        await months.CopyAsync(connection, "rollup_month_new", ct);
        await RebuildTables.ExecuteAsync(connection, RebuildTables.IndexRollups, ct);
    }

    private static async Task FinishAsync(NpgsqlConnection connection, string profile, LedgerRulesText text, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        batch.With(RebuildTables.ForgetTold, Parameter.Text(text.Hash));
        batch.With(RebuildTables.SetRules, Parameter.Text(profile), Parameter.Text(text.Json), Parameter.Text(text.Hash));
        await batch.With(StateWriter.Notify).ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> RulesHashAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(RebuildTables.ReadRules);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }
}
