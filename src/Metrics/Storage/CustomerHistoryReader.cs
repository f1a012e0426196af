using System.Runtime.CompilerServices;
using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>The facts of all customers, one customer after the other in ordinal order of their ids.</summary>
public sealed class CustomerHistoryReader(NpgsqlDataSource dataSource)
{
    private const string EventColumns = "SELECT " + EventRow.ColumnNames + " FROM subscription_event ";
    internal const string ReadEvents = EventColumns + "WHERE withdrawn_at IS NULL ORDER BY customer_id";
    internal const string ReadKnownEvents = EventColumns + "WHERE recorded_at <= $1 AND (withdrawn_at IS NULL OR withdrawn_at > $1) ORDER BY customer_id";
    internal const string ReadMetered = EventColumns + "WHERE kind = 3 AND recorded_at <= $1 AND (withdrawn_at IS NULL OR withdrawn_at > $1) ORDER BY customer_id";
    internal const string ReadLongTerm = EventColumns +
        """
        WHERE recorded_at <= $1 AND (withdrawn_at IS NULL OR withdrawn_at > $1)
          AND customer_id IN (SELECT customer_id FROM subscription_event WHERE billing_interval = 4 OR (billing_interval = 3 AND interval_count > 1)) ORDER BY customer_id
        """;
    internal const string ReadPayments =
        """
        SELECT customer_id, source, payment_id, subscription_id, amount_minor, tax_minor, currency, status, plan_id, occurred_at
        FROM payment WHERE occurred_at < $1 AND status <> 2 ORDER BY customer_id
        """;

    internal const string ReadKeys =
        $"""
        SELECT customer_id, COALESCE(v.country, c.country, ''), COALESCE(v.segment, c.segment, '') FROM customer c FULL JOIN {Versions.CustomersThen} v USING (customer_id)
        WHERE COALESCE(v.country, c.country, '') <> '' OR COALESCE(v.segment, c.segment, '') <> ''
        """;

    /// <summary>Country and segment of the customers who have one, or had one at an instant.</summary>
    public async Task<Dictionary<string, (string Country, string Segment)>> KeysAsync(DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await using var rows = await batch.With(ReadKeys, Parameter.KnownAt(knownAt)).ExecuteReaderAsync(ct);
        Dictionary<string, (string Country, string Segment)> keys = [];
        while (await rows.ReadAsync(ct)) keys[rows.GetString(0)] = (rows.GetString(1), rows.GetString(2));
        return keys;
    }

    /// <summary>Subscription events of each customer, as they stand or as they were known at an instant.</summary>
    public IAsyncEnumerable<IReadOnlyList<SubscriptionEvent>> EventsAsync(DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        var command = knownAt is { } instant ? new NpgsqlBatchCommand(ReadKnownEvents).With(Parameter.Time(instant.ToUniversalTime())) : new NpgsqlBatchCommand(ReadEvents);
        return GroupsAsync(command, row => EventRow.Read(row).Known.Event, fact => fact.CustomerId, ct);
    }

    /// <summary>The events of metered items alone.</summary>
    public IAsyncEnumerable<IReadOnlyList<SubscriptionEvent>> MeteredAsync(DateTimeOffset? knownAt, CancellationToken ct = default) => KnownAsync(ReadMetered, knownAt, ct);

    /// <summary>All events of the customers who have ever had an item that is billed for several months at once.</summary>
    public IAsyncEnumerable<IReadOnlyList<SubscriptionEvent>> LongTermAsync(DateTimeOffset? knownAt, CancellationToken ct = default) => KnownAsync(ReadLongTerm, knownAt, ct);

    /// <summary>Payments of each customer before an instant, failed ones left out.</summary>
    public IAsyncEnumerable<IReadOnlyList<Payment>> PaymentsAsync(DateTimeOffset before, CancellationToken ct = default) =>
        GroupsAsync(new NpgsqlBatchCommand(ReadPayments).With(Parameter.Time(before.ToUniversalTime())), ReadPayment, payment => payment.CustomerId, ct);

    private IAsyncEnumerable<IReadOnlyList<SubscriptionEvent>> KnownAsync(string sql, DateTimeOffset? knownAt, CancellationToken ct) => GroupsAsync(
        new NpgsqlBatchCommand(sql).With(Parameter.KnownAt(knownAt)), row => EventRow.Read(row).Known.Event, fact => fact.CustomerId, ct);

    private async IAsyncEnumerable<IReadOnlyList<T>> GroupsAsync<T>(
        NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, Func<T, string> customerOf, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<T> group = [];
        while (await rows.ReadAsync(ct))
        {
            var row = read(rows);
            if (group.Count > 0 && customerOf(group[0]) != customerOf(row))
            {
                yield return group;
                group = [];
            }

            group.Add(row);
        }

        if (group.Count > 0) yield return group;
    }

    private static Payment ReadPayment(NpgsqlDataReader row) => new(
        (FactSource)row.GetInt16(1), row.GetString(2), row.GetString(0), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetInt64(5), Currency.Parse(row.GetString(6)), (PaymentStatus)row.GetInt16(7), null,
        row.IsDBNull(8) ? null : row.GetString(8), row.GetFieldValue<DateTimeOffset>(9));
}
