using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>A customer by id and name; the name is null where no source has said it.</summary>
public sealed record CustomerName(string CustomerId, string? Name);

/// <summary>A payment of a customer's file, newest first.</summary>
public sealed record PaymentLine(long AmountMinor, Currency Currency, PaymentStatus Status, DateTimeOffset OccurredAt);

/// <summary>A ticket that is still open.</summary>
public sealed record TicketLine(string TicketId, TicketSeverity Severity, DateTimeOffset OpenedAt);

/// <summary>What is on file about one customer, beside its ledger.</summary>
public sealed record CustomerFile(Customer Customer, IReadOnlyList<PaymentLine> Payments, IReadOnlyList<TicketLine> OpenTickets, NpsResponse? LastNps);

/// <summary>Customers one by one: found by what somebody calls them, and read with what is on file.</summary>
public sealed class CustomerReader(NpgsqlDataSource dataSource)
{
    private const int MostFound = 6;
    private const int MostNear = 5_000;
    private const int LastPayments = 5;

    internal const string ById =
        "SELECT customer_id, name FROM customer WHERE customer_id = COALESCE((SELECT a.customer_id FROM customer_alias a WHERE a.alias_id = $1), $1)";
    internal const string ByName = "SELECT customer_id, name FROM customer WHERE lower(name) = lower($1) ORDER BY customer_id LIMIT $2";
    internal const string ByPrefix = "SELECT customer_id, name FROM customer WHERE lower(name) LIKE $1 ORDER BY lower(name), customer_id LIMIT $2";
    internal const string Near = "SELECT customer_id, name FROM customer WHERE lower(name) LIKE $1 AND length(name) BETWEEN $2 AND $3 ORDER BY customer_id LIMIT $4";
    internal const string ReadCustomer =
        $"""
        SELECT customer_id, NULLIF(COALESCE(v.name, c.name), ''), email, NULLIF(COALESCE(v.country, c.country), ''), NULLIF(COALESCE(v.segment, c.segment), ''), owner, created_at
        FROM customer c LEFT JOIN {Versions.CustomersThen} v USING (customer_id) WHERE customer_id = $2
        """;
    internal const string ReadPayments =
        "SELECT amount_minor, currency, status, occurred_at FROM payment WHERE customer_id = $1 AND occurred_at < $2 ORDER BY occurred_at DESC, payment_id LIMIT $3";
    internal const string ReadTickets =
        "SELECT ticket_id, severity, opened_at FROM ticket WHERE customer_id = $1 AND opened_at < $2 AND (closed_at IS NULL OR closed_at >= $2) ORDER BY severity DESC, opened_at, ticket_id LIMIT 100";
    internal const string ReadNps =
        "SELECT user_id, score, responded_at FROM nps_response WHERE customer_id = $1 AND responded_at < $2 ORDER BY responded_at DESC, user_id LIMIT 1";

    /// <summary>The customer of an id, or of an id that became another; null where there is none.</summary>
    public async Task<CustomerName?> FindByIdAsync(string id, CancellationToken ct = default) => (await NamesAsync(ById, ct, Parameter.Text(id))).FirstOrDefault();

    /// <summary>Customers of exactly this name in any case, at most six.</summary>
    public Task<List<CustomerName>> FindByNameAsync(string name, CancellationToken ct = default) => NamesAsync(ByName, ct, Parameter.Text(name), Parameter.Int(MostFound));

    /// <summary>Customers whose name begins so, in any case, at most six.</summary>
    public Task<List<CustomerName>> FindByPrefixAsync(string prefix, CancellationToken ct = default) => NamesAsync(ByPrefix, ct, Parameter.Text(Like(prefix)), Parameter.Int(MostFound));

    /// <summary>Customers whose name may be a slip away: with the same first letter and about as long.</summary>
    public Task<List<CustomerName>> FindNearAsync(string name, int slips, CancellationToken ct = default) => NamesAsync(
        Near, ct, Parameter.Text(Like(name[..1])), Parameter.Int(name.Length - slips), Parameter.Int(name.Length + slips), Parameter.Int(MostNear));

    /// <summary>The file of a customer as of an instant: what happened before it. Null where there is no such customer.</summary>
    /// <param name="knownAt">Name, country and segment as known then; null: as known now.</param>
    public async Task<CustomerFile?> ReadAsync(string customerId, DateTimeOffset before, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        var (id, time) = (Parameter.Text(customerId), before.ToUniversalTime());
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(ReadCustomer, Parameter.KnownAt(knownAt), id).With(ReadPayments, Parameter.Text(customerId), Parameter.Time(time), Parameter.Int(LastPayments))
            .With(ReadTickets, Parameter.Text(customerId), Parameter.Time(time)).With(ReadNps, Parameter.Text(customerId), Parameter.Time(time));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var customer = (await ListAsync(rows, CustomerOf, ct)).FirstOrDefault();
        await rows.NextResultAsync(ct);
        var payments = await ListAsync(rows, row => new PaymentLine(row.GetInt64(0), Currency.Parse(row.GetString(1)), (PaymentStatus)row.GetInt16(2), row.GetFieldValue<DateTimeOffset>(3)), ct);
        await rows.NextResultAsync(ct);
        var tickets = await ListAsync(rows, row => new TicketLine(row.GetString(0), (TicketSeverity)row.GetInt16(1), row.GetFieldValue<DateTimeOffset>(2)), ct);
        await rows.NextResultAsync(ct);
        var nps = await ListAsync(rows, row => new NpsResponse(customerId, row.GetString(0), row.GetInt32(1), null, row.GetFieldValue<DateTimeOffset>(2)), ct);
        return customer is null ? null : new CustomerFile(customer, payments, tickets, nps.FirstOrDefault());
    }

    internal static Customer CustomerOf(NpgsqlDataReader row) => new(
        row.GetString(0), Text(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), null);

    internal static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    internal static async Task<List<T>> ListAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        List<T> list = [];
        while (await rows.ReadAsync(ct)) list.Add(read(rows));
        return list;
    }

    /// <summary>A pattern for names that begin with a text: what it has of wildcards stands for itself.</summary>
    internal static string Like(string prefix) => prefix.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private async Task<List<CustomerName>> NamesAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(sql, parameters).ExecuteReaderAsync(ct);
        return await ListAsync(rows, row => new CustomerName(row.GetString(0), Text(row, 1)), ct);
    }
}
