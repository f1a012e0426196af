using System.Runtime.CompilerServices;
using Npgsql;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// The facts behind churn: one ordered pass for each observed day, as it is done for health, which holds one customer at a time.
/// </summary>
public sealed class ChurnFactReader(NpgsqlDataSource dataSource, HealthSignalReader signals)
{
    private const int NpsDays = 366;

    private const string NpsHead = "SELECT customer_id, score, responded_at FROM nps_response WHERE responded_at <= $1 AND responded_at >= $2";
    internal const string ReadNps = NpsHead + " ORDER BY customer_id";
    internal const string ReadChurns = "SELECT customer_id, day FROM movement WHERE kind = 6 AND customers < 0 AND superseded_at = 'infinity' AND day < $1 ORDER BY customer_id, day";
    internal const string ReadSpan =
        """
        SELECT (SELECT min(day) FROM movement WHERE customers > 0 AND superseded_at = 'infinity'), (SELECT count(*) FROM customer),
          (SELECT max(first) FROM (SELECT min(recorded_at) AS first FROM subscription_event GROUP BY source) source)
        """;

    /// <summary>How far the past reaches.</summary>
    /// <param name="FirstDay">The first day on which anybody paid; null: nobody ever did.</param>
    /// <param name="Customers">All that are on file.</param>
    /// <param name="RecordedFrom">From then on every source wrote down what it learnt when it learnt it; before, facts were brought in later.</param>
    public sealed record Past(DateOnly? FirstDay, long Customers, DateTimeOffset? RecordedFrom);

    public async Task<ChurnRules> RulesAsync(Currency reporting, CancellationToken ct = default) =>
        new(await signals.RulesAsync(ct), await new CustomerLedgers(dataSource).RatesAsync(reporting, ct));

    public async Task<Past> PastAsync(CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await using var rows = await batch.With(ReadSpan).ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new(rows.IsDBNull(0) ? null : rows.GetFieldValue<DateOnly>(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetFieldValue<DateTimeOffset>(2));
    }

    /// <summary>Every paying customer as it was at a moment, in bytewise order of ids.</summary>
    /// <param name="knownAt">Subscriptions as known then; null: as known now, which is told of them up to the moment.</param>
    /// <param name="isWanted">Customers to read.</param>
    public async IAsyncEnumerable<ChurnReading> ReadAsync(
        DateTimeOffset at, DateTimeOffset? knownAt, ChurnRules rules, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var moments = await signals.MomentsAsync(at, ct);
        await using var answers = await CustomerRows<NpsTrace>.OpenAsync(dataSource, new NpgsqlBatchCommand(ReadNps).With(Parameter.Time(at.ToUniversalTime()), Parameter.Time(at.AddDays(-NpsDays).ToUniversalTime())), NpsOf, ct);
        await foreach (var trace in signals.ReadAllAsync(moments, knownAt, isWanted, ct))
            if (ChurnReading.Of(new ChurnTrace(trace, await answers.OfAsync(trace.CustomerId, ct)), moments, rules) is { } reading) yield return reading;
    }

    /// <summary>Customers on a past day with what came of each by another day; those of which nothing is known yet are left out.</summary>
    /// <param name="day">Read at its first instant.</param>
    /// <param name="through">Days before it are over.</param>
    public async IAsyncEnumerable<ChurnRow> RowsAsync(
        DateOnly day, DateOnly through, ChurnRules rules, ChurnSample sample, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var at = rules.Health.Ledger.Calendar.StartOf(day);
        await using var churns = await CustomerRows<DateOnly>.OpenAsync(dataSource, new NpgsqlBatchCommand(ReadChurns).With(Parameter.Day(through)), row => row.GetFieldValue<DateOnly>(1), ct);
        await foreach (var reading in ReadAsync(at, sample.Past.RecordedFrom <= at ? at : null, rules, sample.Takes, ct))
            if (ChurnRow.Of(reading, await churns.OfAsync(reading.CustomerId, ct), through) is { } row) yield return row;
    }

    private static NpsTrace NpsOf(NpgsqlDataReader row) => new(row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2));
}
