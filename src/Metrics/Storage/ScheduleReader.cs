using Npgsql;
using RevenueBot.Metrics.Forecasting.Mrr;

namespace RevenueBot.Metrics.Storage;

/// <summary>What is known of the months ahead, subscription by subscription, and how trials ended so far.</summary>
public sealed class ScheduleReader(NpgsqlDataSource dataSource)
{
    private const string Stands = "m.recorded_at <= $1 AND m.superseded_at > $1 AND m.day <= $2";

    /// <summary>The ledger says how much; the latest state of the subscription's items says when.</summary>
    internal const string ReadScheduled =
        $"""
        SELECT s.currency, s.cancelled, s.trial, latest.cancel_at, latest.trial_end
        FROM (
          SELECT m.customer_id, m.subscription_id, m.currency, SUM(m.amount - m.committed)::bigint AS cancelled, SUM(m.trial)::bigint AS trial
          FROM movement m WHERE {Stands} GROUP BY m.customer_id, m.subscription_id, m.currency
          HAVING SUM(m.amount - m.committed) > 0 OR SUM(m.trial) > 0) s
        LEFT JOIN LATERAL (
          SELECT MAX(i.current_period_end) FILTER (WHERE i.cancel_at_period_end) AS cancel_at, MAX(i.trial_end) AS trial_end
          FROM (
            SELECT DISTINCT ON (e.source, e.item_id) e.current_period_end, e.cancel_at_period_end, e.trial_end FROM subscription_event e
            WHERE e.customer_id = s.customer_id AND e.subscription_id = s.subscription_id AND e.effective_at < $3
              AND e.recorded_at <= $1 AND (e.withdrawn_at IS NULL OR e.withdrawn_at > $1)
            ORDER BY e.source, e.item_id, e.effective_at DESC, e.sequence DESC, e.event_id DESC) i) latest ON true
        """;

    /// <summary>A row on which a first trial ended: what it would have paid, and what it became, if anything.</summary>
    internal const string ReadEnded =
        $"""
        SELECT m.currency, SUM(-m.trial)::bigint, SUM(GREATEST(LEAST(m.amount, -m.trial), 0))::bigint FROM movement m
        WHERE {Stands} AND m.day > $3 AND m.trial < 0 GROUP BY m.currency
        """;

    private const int DaysOfTrials = 365;

    /// <param name="day">Only what took effect by its end.</param>
    /// <param name="end">Its end.</param>
    /// <param name="knownAt">Null: as known now.</param>
    public async Task<(IReadOnlyList<ScheduledMrr> Scheduled, IReadOnlyList<EndedTrials> Ended)> ReadAsync(
        DateOnly day, DateTimeOffset end, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        // Later than any recorded time and earlier than infinity, which current rows are superseded at: now.
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(ReadScheduled, Parameter.KnownAt(knownAt), Parameter.Day(day), Parameter.Time(end.ToUniversalTime()))
            .With(ReadEnded, Parameter.KnownAt(knownAt), Parameter.Day(day), Parameter.Day(day.AddDays(-DaysOfTrials)));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<ScheduledMrr> scheduled = [];
        while (await rows.ReadAsync(ct)) scheduled.Add(new(Currency.Parse(rows.GetString(0)), rows.GetInt64(1), rows.GetInt64(2), Time(rows, 3), Time(rows, 4)));
        await rows.NextResultAsync(ct);
        List<EndedTrials> ended = [];
        while (await rows.ReadAsync(ct)) ended.Add(new(Currency.Parse(rows.GetString(0)), rows.GetInt64(1), rows.GetInt64(2)));
        return (scheduled, ended);
    }

    private static DateTimeOffset? Time(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);
}
