using Npgsql;
using RevenueBot.Metrics.Trials;

namespace RevenueBot.Metrics.Storage;

/// <summary>First trials and what became of them, from every customer's ledger: the same facts, rules and aliases as MRR.</summary>
public sealed class TrialReader(NpgsqlDataSource dataSource)
{
    // A customer who paid on the day its trial closed, or before, tried something it pays for already: no trial to convert.
    internal const string ReadSpans =
        """
        SELECT start, paid, is_open, count(*)::integer FROM (
          SELECT min(day) FILTER (WHERE trials > 0) AS start, min(day) FILTER (WHERE kind = 1) AS paid, sum(trials) > 0 AS is_open
          FROM movement WHERE recorded_at <= $1 AND superseded_at > $1 AND day <= $2 AND (trials <> 0 OR kind = 1)
          GROUP BY customer_id) AS customer
        WHERE start IS NOT NULL AND (paid IS NULL OR paid > start)
        GROUP BY start, paid, is_open ORDER BY start, paid, is_open
        """;

    /// <param name="through">The last day that counts.</param>
    /// <param name="knownAt">Null: as known now.</param>
    /// <returns>By the day they began, then the day they were paid, those never paid last.</returns>
    public async Task<IReadOnlyList<TrialSpan>> ReadAsync(DateOnly through, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(ReadSpans, Parameter.KnownAt(knownAt), Parameter.Day(through));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<TrialSpan> spans = [];
        while (await rows.ReadAsync(ct))
            spans.Add(new TrialSpan(rows.GetFieldValue<DateOnly>(0), rows.IsDBNull(1) ? null : rows.GetFieldValue<DateOnly>(1), rows.GetBoolean(2), rows.GetInt32(3)));
        return spans;
    }
}
