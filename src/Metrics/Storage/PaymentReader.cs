using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Payments;
using RevenueBot.Metrics.Ratios;

namespace RevenueBot.Metrics.Storage;

/// <summary>Which payments: of one plan, currency, country or segment; null does not matter.</summary>
public sealed record PaymentLimit(string? Plan = null, string? Currency = null, string? Country = null, string? Segment = null);

/// <summary>A payment with whose it is.</summary>
/// <param name="Name">Null where no source has said one.</param>
public sealed record CustomerPayment(string CustomerId, string? Name, PaymentEntry Entry);

/// <summary>Payments of everybody, by the index on their time: it costs what the days hold, whatever came before.</summary>
public sealed class PaymentReader(NpgsqlDataSource dataSource)
{
    /// <summary>How far back tries are looked at: nobody is dunned for longer.</summary>
    public const int DunningDays = 60;

    private const string Fits =
        """
        p.occurred_at >= $5 AND p.occurred_at < $6 AND ($1::text IS NULL OR p.plan_id = $1) AND ($2::text IS NULL OR p.currency = $2)
          AND (($3::text IS NULL AND $4::text IS NULL) OR EXISTS (SELECT FROM customer c WHERE c.customer_id = p.customer_id
            AND ($3::text IS NULL OR COALESCE(c.country, '') = $3) AND ($4::text IS NULL OR COALESCE(c.segment, '') = $4)))
        """;
    internal const string SumDays =
        "SELECT width_bucket(p.occurred_at, $7::timestamptz[]) AS day, p.currency, p.status, sum(p.amount_minor)::bigint, sum(COALESCE(p.tax_minor, 0))::bigint, count(*)::integer FROM payment p WHERE "
        + Fits + " GROUP BY day, p.currency, p.status";
    internal const string ReadLatest =
        """
        SELECT p.customer_id, c.name, p.amount_minor, p.currency, p.status, p.occurred_at, p.failure_reason FROM payment p LEFT JOIN customer c ON c.customer_id = p.customer_id WHERE
        """ + " " + Fits + " ORDER BY p.occurred_at DESC, p.customer_id, p.payment_id, p.status LIMIT $7";

    // Tries with the same next success, or none, are tries of one payment.
    private const string Tries =
        """
        WITH tried AS (
          SELECT p.customer_id, p.subscription_id, p.occurred_at, p.currency, p.amount_minor, COALESCE(p.tax_minor, 0) AS tax_minor, p.failure_reason,
            (SELECT min(s.occurred_at) FROM payment s WHERE s.customer_id = p.customer_id AND s.status = 1 AND s.subscription_id IS NOT DISTINCT FROM p.subscription_id
              AND s.occurred_at >= p.occurred_at AND s.occurred_at < $6) AS paid_at
          FROM payment p WHERE p.status = 2 AND
        """ + " " + Fits + "), ";
    private const string Runs =
        """
        failed AS (
          SELECT customer_id, subscription_id, paid_at, (array_agg(currency ORDER BY occurred_at))[1] AS currency, (array_agg(amount_minor ORDER BY occurred_at))[1] AS amount_minor,
            (array_agg(tax_minor ORDER BY occurred_at))[1] AS tax_minor, min(occurred_at) AS since, max(occurred_at) AS last_try, count(*)::integer AS tries, (array_agg(failure_reason ORDER BY occurred_at DESC))[1] AS reason
          FROM tried GROUP BY customer_id, subscription_id, paid_at)
        SELECT f.*, f.paid_at IS NULL AND COALESCE((SELECT sum(m.amount) > 0 FROM movement m WHERE m.customer_id = f.customer_id AND (f.subscription_id IS NULL OR m.subscription_id = f.subscription_id)
          AND m.day <= $7 AND m.recorded_at <= $8 AND m.superseded_at > $8), false) FROM failed f
        """;
    internal const string ReadFailed = Tries + Runs + " WHERE f.since >= $9 ORDER BY f.since, f.customer_id, f.subscription_id";

    /// <summary>Sums of each day of a span, in no order.</summary>
    /// <param name="cut">Payments at or after it are left out.</param>
    public async Task<IReadOnlyList<(DateOnly Day, PaymentSum Sum)>> SumsAsync(PaymentLimit limit, Period span, (CompanyCalendar Calendar, DateTimeOffset Cut) time, CancellationToken ct = default)
    {
        var starts = Enumerable.Range(0, span.End.DayNumber - span.Start.DayNumber).Select(i => time.Calendar.StartOf(span.Start.AddDays(i)).UtcDateTime).ToArray();
        NpgsqlParameter days = new NpgsqlParameter<DateTime[]> { TypedValue = starts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
        return await ListAsync(SumDays, [.. Parameters(limit, time.Calendar.StartOf(span.Start), Earlier(time.Calendar.StartOf(span.End), time.Cut)), days], row =>
            (span.Start.AddDays(row.GetInt32(0) - 1), new PaymentSum(Currency.Parse(row.GetString(1)), (PaymentStatus)row.GetInt16(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5))), ct);
    }

    /// <summary>Payments that failed first at or after an instant, with what has become of them, the oldest first; what had failed before and was tried again is not among them.</summary>
    /// <param name="at">Up to when payments are looked at, and the ledger's day with when its rows were known (null: now).</param>
    public Task<List<FailedPayment>> FailedAsync(PaymentLimit limit, DateTimeOffset since, (DateTimeOffset Cut, DateOnly Day, DateTimeOffset? KnownAt) at, CancellationToken ct = default) =>
        FailedAsync(limit, (since.AddDays(-DunningDays), since), at, ct);

    /// <summary>Payments of which a try failed lately, with what has become of them, the oldest first.</summary>
    public Task<List<FailedPayment>> FailedLatelyAsync(PaymentLimit limit, (DateTimeOffset Cut, DateOnly Day, DateTimeOffset? KnownAt) at, CancellationToken ct = default) =>
        FailedAsync(limit, (at.Cut.AddDays(-DunningDays), at.Cut.AddDays(-DunningDays)), at, ct);

    private Task<List<FailedPayment>> FailedAsync(PaymentLimit limit, (DateTimeOffset Tries, DateTimeOffset First) since, (DateTimeOffset Cut, DateOnly Day, DateTimeOffset? KnownAt) at, CancellationToken ct) => ListAsync(
        ReadFailed, [.. Parameters(limit, since.Tries, at.Cut), Parameter.Day(at.Day), Parameter.KnownAt(at.KnownAt), Parameter.Time(since.First.ToUniversalTime())], FailedOf, ct);

    /// <summary>The newest payments of a half-open span, the newest first.</summary>
    public Task<List<CustomerPayment>> LatestAsync(PaymentLimit limit, (DateTimeOffset From, DateTimeOffset To) span, int most, CancellationToken ct = default) => ListAsync(
        ReadLatest, [.. Parameters(limit, span.From, span.To), Parameter.Int(most)], row => new CustomerPayment(
            row.GetString(0), CustomerReader.Text(row, 1), new(new(row.GetInt64(2), Currency.Parse(row.GetString(3)), (PaymentStatus)row.GetInt16(4), row.GetFieldValue<DateTimeOffset>(5)), CustomerReader.Text(row, 6))), ct);

    private async Task<List<T>> ListAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await using var rows = await batch.With(sql, parameters).ExecuteReaderAsync(ct);
        return await CustomerReader.ListAsync(rows, read, ct);
    }

    private static FailedPayment FailedOf(NpgsqlDataReader row) => new(
        row.GetString(0), CustomerReader.Text(row, 1), Currency.Parse(row.GetString(3)), row.GetInt64(4), row.GetInt64(5), row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7), row.GetInt32(8), CustomerReader.Text(row, 9),
        row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(10));

    private static NpgsqlParameter[] Parameters(PaymentLimit limit, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. ((string?[])[limit.Plan, limit.Currency, limit.Country, limit.Segment]).Select(text => new NpgsqlParameter { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }),
        Parameter.Time(from.ToUniversalTime()), Parameter.Time(to.ToUniversalTime()),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
