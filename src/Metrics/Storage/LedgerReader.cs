using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Where answers come from: sums of the ledger with all a headline needs, in one round trip.</summary>
public sealed class LedgerReader(NpgsqlDataSource dataSource)
{
    internal const string ReadAnnotations = "SELECT day, kind, text FROM annotation WHERE day >= $1 AND day < $2 ORDER BY day, kind, text";
    internal const string ReadSources =
        """
        SELECT s.source, s.data_through,
          (SELECT p.sentence FROM data_problem p WHERE p.source = lower(s.source) AND p.reference IN ('key', 'connection') ORDER BY p.first_seen_at DESC LIMIT 1),
          r.at, r.customers, r.differing
        FROM source_state s LEFT JOIN reconciliation r ON r.source = lower(s.source) ORDER BY s.source
        """;

    internal const string ReadPlanNames = "SELECT plan_id, name, tier FROM plan WHERE name IS NOT NULL";

    private FxRateCache _rates = FxRateCache.Empty;

    /// <summary>
    /// Reads the cells of a query. Before the first boundary a key has one cell per currency; after it one per kind and span, and a
    /// span is cut at months, and at days for a currency that has daily rates.
    /// </summary>
    public async Task<LedgerSnapshot> ReadAsync(LedgerQuery query, CancellationToken ct = default)
    {
        var segments = Segments.Of(query.Boundaries);
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        while (true)
        {
            var asked = Volatile.Read(ref _rates);
            var (snapshot, rates) = await ReadAsync(connection, query, segments, asked, ct);
            // Whole months were asked for, and now there is a currency that needs their days.
            if (query.WithoutCells || query.ContextKnownAt is not null || rates.HasDaily == asked.HasDaily) return snapshot;
        }
    }

    private async Task<(LedgerSnapshot Snapshot, FxRateCache Rates)> ReadAsync(
        NpgsqlConnection connection, LedgerQuery query, List<Segment> segments, FxRateCache cached, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection) { Timeout = query.KnownAt is null ? 30 : 0 };
        batch.With(FxRateCache.ReadMeta);
        if (query.ContextKnownAt is null) batch.With(FxRateCache.ReadChanged, Parameter.Long(cached.Version));
        else batch.With(Versions.FxRatesAt, Parameter.KnownAt(query.ContextKnownAt));
        batch.With(Versions.TargetsAt, Parameter.KnownAt(query.ContextKnownAt))
            .With(ReadAnnotations, Parameter.Day(query.Boundaries[0]), Parameter.Day(query.Boundaries[^1])).With(ReadSources);
        if (!query.WithoutCells) batch.BatchCommands.Add(query.KnownAt is { } knownAt ? MovementCells.Query(query, knownAt) : RollupCells.Query(query, segments, cached));
        if (query.By == Dimension.Plan) batch.With(ReadPlanNames);
        await batch.PrepareAsync(ct);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var (snapshot, rates) = await ReadAsync(rows, query.ContextKnownAt is null ? cached : null, ct);
        if (!query.WithoutCells)
        {
            CellSums sums = new(segments, rates);
            await rows.NextResultAsync(ct);
            await (query.KnownAt is null ? RollupCells.ReadAsync(rows, sums, ct) : MovementCells.ReadAsync(rows, sums, ct));
            snapshot = snapshot with { Cells = sums.Cells };
        }

        return (query.By == Dimension.Plan ? snapshot with { KeyNames = await KeyNamesAsync(rows, ct) } : snapshot, rates);
    }

    /// <summary>Everything that stands before the cells.</summary>
    /// <param name="cached">The rates as known now; null where those of an earlier time are read.</param>
    private async Task<(LedgerSnapshot Snapshot, FxRateCache Rates)> ReadAsync(NpgsqlDataReader rows, FxRateCache? cached, CancellationToken ct)
    {
        await rows.ReadAsync(ct);
        var (version, profile) = (rows.GetInt64(0), rows.GetString(1));
        var changed = await ListAsync(rows, FxRateCache.Read, ct);
        var rates = version == cached?.Version ? cached : new FxRateCache(version, changed);
        if (cached is not null) Volatile.Write(ref _rates, rates);
        var targets = await ListAsync(rows, ReadTarget, ct);
        var annotations = await ListAsync(rows, row => new Annotation(row.GetFieldValue<DateOnly>(0), (AnnotationKind)row.GetInt16(1), row.GetString(2)), ct);
        var sources = await ListAsync(rows, ReadSource, ct);
        return (new LedgerSnapshot([], rates.Rates, targets, annotations, sources, profile), rates);
    }

    private static async Task<Dictionary<string, KeyName>> KeyNamesAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var names = await ListAsync(rows, row => (Key: row.GetString(0), Name: new KeyName(row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2))), ct);
        return names.ToDictionary(plan => plan.Key, plan => plan.Name);
    }

    private static SourceState ReadSource(NpgsqlDataReader row) => new(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1))
    {
        Problem = row.IsDBNull(2) ? null : row.GetString(2),
        Reconciled = row.IsDBNull(3) ? null : new ReconciliationState(row.GetFieldValue<DateTimeOffset>(3), row.GetInt32(4), row.GetInt32(5)),
    };

    private static Target ReadTarget(NpgsqlDataReader row) =>
        new(row.GetString(0), Month.Of(row.GetFieldValue<DateOnly>(1)), (TargetKind)row.GetInt16(2), row.GetDecimal(3), row.IsDBNull(4) ? null : row.GetDecimal(4));

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        List<T> list = [];
        while (await rows.ReadAsync(ct)) list.Add(read(rows));
        return list;
    }
}
