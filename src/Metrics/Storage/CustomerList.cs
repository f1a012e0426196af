using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>How a customer stands: paying, in a first trial, paused after paying, left after paying, or none of these.</summary>
public enum CustomerStatus : short { None = 0, Paying = 1, Trial = 2, Left = 3, Paused = 4 }

/// <summary>Which customers.</summary>
/// <param name="Through">The last day of the ledger that counts.</param>
/// <param name="Search">The beginning of a name or an id, in any case.</param>
public sealed record CustomerQuery(DateOnly Through, CustomerStatus? Status = null, string? Plan = null, string? Country = null, string? Segment = null, string? Search = null);

/// <summary>What a customer pays for one plan in one currency: MRR in micro-units.</summary>
public sealed record PlanBalance(string PlanId, Currency Currency, long Amount);

/// <summary>A customer of the list.</summary>
/// <param name="Since">The first day above 0; null before it.</param>
public sealed record ListedCustomer(Customer Customer, CustomerStatus Status, DateOnly? Since, IReadOnlyList<PlanBalance> Plans);

/// <summary>Customers as a list: by id in pages, or the ids of all that match with what they pay.</summary>
public sealed class CustomerList(NpgsqlDataSource dataSource)
{
    private const string States =
        """
        LEFT JOIN LATERAL (
          SELECT CASE WHEN sum(m.customers) > 0 THEN 1 WHEN sum(m.trials) > 0 THEN 2
              WHEN sum(m.amount) FILTER (WHERE m.kind IN (4, 7)) < 0 THEN 4 WHEN count(*) FILTER (WHERE m.kind = 1) > 0 THEN 3 ELSE 0 END AS status,
            min(m.day) FILTER (WHERE m.kind = 1) AS since
          FROM movement m WHERE m.customer_id = c.customer_id AND m.superseded_at = 'infinity' AND m.day <= $1) s ON true
        """;

    private const string Matches =
        """
        WHERE ($2::smallint IS NULL OR s.status = $2) AND ($3::text IS NULL OR COALESCE(c.country, '') = $3) AND ($4::text IS NULL OR COALESCE(c.segment, '') = $4)
          AND ($5::text IS NULL OR lower(c.name) LIKE $5 OR lower(c.customer_id) LIKE $5)
          AND ($6::text IS NULL OR EXISTS (SELECT 1 FROM movement m WHERE m.customer_id = c.customer_id AND m.superseded_at = 'infinity' AND m.day <= $1 AND m.plan_id = $6 HAVING sum(m.amount) > 0))
        """;

    internal const string PageById = "SELECT c.customer_id FROM customer c " + States + " " + Matches + " AND ($7::text IS NULL OR c.customer_id > $7) ORDER BY c.customer_id LIMIT $8";
    internal const string AllIds = "SELECT c.customer_id FROM customer c " + States + " " + Matches;
    internal const string AllBalances = "SELECT customer_id, currency, sum(amount)::bigint FROM movement WHERE superseded_at = 'infinity' AND day <= $1 GROUP BY customer_id, currency HAVING sum(amount) <> 0";
    internal const string ReadSome =
        "SELECT c.customer_id, c.name, c.email, c.country, c.segment, c.owner, c.created_at, s.status::smallint, s.since FROM customer c " + States + " WHERE c.customer_id = ANY ($2)";
    internal const string ReadPlans =
        """
        SELECT customer_id, plan_id, currency, sum(amount)::bigint FROM movement
        WHERE customer_id = ANY ($1) AND superseded_at = 'infinity' AND day <= $2 GROUP BY customer_id, plan_id, currency HAVING sum(amount) <> 0 ORDER BY customer_id, plan_id, currency
        """;

    /// <summary>The next ids in their order.</summary>
    /// <param name="after">The last id of the page before; null for the first.</param>
    public async Task<List<string>> PageAsync(CustomerQuery query, string? after, int limit, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        return await IdsAsync(connection, new NpgsqlBatchCommand(PageById).With([.. Filters(query), Nullable(after, NpgsqlDbType.Text), Parameter.Int(limit)]), ct);
    }

    /// <summary>Every id that matches, and what each customer pays by currency. It reads the whole ledger.</summary>
    public async Task<(List<string> Ids, ILookup<string, (Currency Currency, long Amount)> Balances)> AllAsync(CustomerQuery query, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var ids = await IdsAsync(connection, new NpgsqlBatchCommand(AllIds).With([.. Filters(query)]), ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(AllBalances, Parameter.Day(query.Through)).ExecuteReaderAsync(ct);
        var balances = await CustomerReader.ListAsync(rows, row => (Id: row.GetString(0), Currency: Currency.Parse(row.GetString(1)), Amount: row.GetInt64(2)), ct);
        return (ids, balances.ToLookup(row => row.Id, row => (row.Currency, row.Amount)));
    }

    /// <summary>These customers, in the order of the ids.</summary>
    public async Task<List<ListedCustomer>> ReadAsync(IReadOnlyList<string> ids, DateOnly through, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(ReadSome, Parameter.Day(through), Parameter.Texts([.. ids])).With(ReadPlans, Parameter.Texts([.. ids]), Parameter.Day(through));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var found = await CustomerReader.ListAsync(rows, row => (Customer: CustomerReader.CustomerOf(row), Status: (CustomerStatus)row.GetInt16(7), Since: row.IsDBNull(8) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(8)), ct);
        await rows.NextResultAsync(ct);
        var plans = (await CustomerReader.ListAsync(rows, row => (Id: row.GetString(0), Plan: new PlanBalance(row.GetString(1), Currency.Parse(row.GetString(2)), row.GetInt64(3))), ct)).ToLookup(row => row.Id, row => row.Plan);
        var byId = found.ToDictionary(row => row.Customer.CustomerId, row => new ListedCustomer(row.Customer, row.Status, row.Since, [.. plans[row.Customer.CustomerId]]));
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    private static async Task<List<string>> IdsAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        return await CustomerReader.ListAsync(rows, row => row.GetString(0), ct);
    }

    private static NpgsqlParameter[] Filters(CustomerQuery query) =>
    [
        Parameter.Day(query.Through), Nullable((short?)query.Status, NpgsqlDbType.Smallint), Nullable(query.Country, NpgsqlDbType.Text), Nullable(query.Segment, NpgsqlDbType.Text),
        Nullable(query.Search is { } search ? CustomerReader.Like(search) : null, NpgsqlDbType.Text), Nullable(query.Plan, NpgsqlDbType.Text),
    ];

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
