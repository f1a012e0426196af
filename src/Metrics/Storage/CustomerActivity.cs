using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>A payment with why it failed, where a source said so.</summary>
public sealed record PaymentEntry(PaymentLine Payment, string? FailureReason);

/// <summary>A ticket, open or closed.</summary>
/// <param name="Satisfaction">As the customer rated it; null: not rated.</param>
public sealed record TicketEntry(TicketLine Ticket, DateTimeOffset? ClosedAt, int? Satisfaction);

/// <summary>What a customer did and what happened to it, newest first.</summary>
/// <param name="People">Different people active on each day of the span, bots left out; idle days are 0.</param>
public sealed record CustomerActivity(IReadOnlyList<PaymentEntry> Payments, IReadOnlyList<TicketEntry> Tickets, IReadOnlyList<NpsResponse> Nps, IReadOnlyList<int> People);

/// <summary>Reads the latest of one customer, in one round trip.</summary>
public sealed class CustomerActivityReader(NpgsqlDataSource dataSource)
{
    internal const string ReadPayments =
        "SELECT amount_minor, currency, status, occurred_at, failure_reason FROM payment WHERE customer_id = $1 AND occurred_at < $2 ORDER BY occurred_at DESC, payment_id LIMIT $3";
    internal const string ReadTickets =
        "SELECT ticket_id, severity, opened_at, closed_at, satisfaction FROM ticket WHERE customer_id = $1 AND opened_at < $2 ORDER BY opened_at DESC, ticket_id LIMIT $3";
    internal const string ReadNps =
        "SELECT user_id, score, comment, responded_at FROM nps_response WHERE customer_id = $1 AND responded_at < $2 ORDER BY responded_at DESC, user_id LIMIT $3";
    internal const string ReadUsage =
        """
        SELECT width_bucket(u.recorded_at, $2::timestamptz[]) AS day, count(DISTINCT u.user_id)::integer
        FROM usage_record u LEFT JOIN app_user a ON a.customer_id = u.customer_id AND a.user_id = u.user_id
        WHERE u.customer_id = $1 AND u.recorded_at >= $3 AND u.recorded_at < $4 AND u.quantity > 0 AND NOT COALESCE(a.is_bot, false) GROUP BY day
        """;

    private const int Most = 24;

    /// <param name="before">What happened before it.</param>
    /// <param name="days">Of usage.</param>
    public async Task<CustomerActivity> ReadAsync(string customerId, DateTimeOffset before, Period days, CompanyCalendar calendar, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        foreach (var sql in (string[])[ReadPayments, ReadTickets, ReadNps]) batch.With(sql, Parameter.Text(customerId), Parameter.Time(before.ToUniversalTime()), Parameter.Int(Most));
        var starts = Enumerable.Range(0, days.End.DayNumber - days.Start.DayNumber).Select(i => calendar.StartOf(days.Start.AddDays(i)).UtcDateTime).ToArray();
        batch.With(ReadUsage, Parameter.Text(customerId), new NpgsqlParameter<DateTime[]> { TypedValue = starts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz }, Parameter.Time(calendar.StartOf(days.Start).ToUniversalTime()), Parameter.Time(calendar.StartOf(days.End).ToUniversalTime()));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var payments = await CustomerReader.ListAsync(rows, row => new PaymentEntry(new(row.GetInt64(0), Currency.Parse(row.GetString(1)), (PaymentStatus)row.GetInt16(2), row.GetFieldValue<DateTimeOffset>(3)), CustomerReader.Text(row, 4)), ct);
        await rows.NextResultAsync(ct);
        var tickets = await CustomerReader.ListAsync(rows, TicketOf, ct);
        await rows.NextResultAsync(ct);
        var nps = await CustomerReader.ListAsync(rows, row => new NpsResponse(customerId, row.GetString(0), row.GetInt32(1), CustomerReader.Text(row, 2), row.GetFieldValue<DateTimeOffset>(3)), ct);
        await rows.NextResultAsync(ct);
        var people = new int[starts.Length];
        while (await rows.ReadAsync(ct)) people[rows.GetInt32(0) - 1] = rows.GetInt32(1);
        return new(payments, tickets, nps, people);
    }

    private static TicketEntry TicketOf(NpgsqlDataReader row) => new(
        new(row.GetString(0), (TicketSeverity)row.GetInt16(1), row.GetFieldValue<DateTimeOffset>(2)), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetInt32(4));
}
