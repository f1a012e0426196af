using Npgsql;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>A customer as a list shows it.</summary>
/// <param name="Health">As the last hourly pass left it, without what it is made of; null: not in the pass.</param>
/// <param name="P30">Probability to leave within 30 days by the newest run; null: not scored.</param>
public sealed record DirectoryEntry(ListedCustomer Listed, CustomerHealth? Health, double? P30);

/// <summary>Every customer with what can be searched, filtered and ordered by, read at once: lists of it are then cut in memory.</summary>
public sealed class CustomerDirectory(NpgsqlDataSource dataSource)
{
    internal const string ReadCustomers =
        "SELECT customer_id, NULLIF(name, ''), NULL::text, NULLIF(country, ''), NULLIF(segment, ''), NULLIF(owner, ''), created_at FROM customer ORDER BY customer_id";
    internal const string ReadBalances =
        """
        SELECT customer_id, plan_id, currency, sum(amount)::bigint, sum(customers)::integer, sum(trials)::integer,
          COALESCE(sum(amount) FILTER (WHERE kind IN (4, 7)), 0)::bigint, min(day) FILTER (WHERE kind = 1)
        FROM movement WHERE superseded_at = 'infinity' AND day <= $1 GROUP BY customer_id, plan_id, currency
        """;
    internal const string ReadHealth = "SELECT customer_id, score, coverage, band, not_scored, computed_at FROM health_score";
    internal const string ReadChurn = "SELECT s.customer_id, s.p30 FROM churn_score s JOIN churn_model m USING (model_id) WHERE m.features = $1 AND s.model_id = $2";

    /// <summary>In bytewise order of ids.</summary>
    /// <param name="through">The last day of the ledger that counts.</param>
    public async Task<IReadOnlyList<DirectoryEntry>> ReadAsync(DateOnly through, CancellationToken ct = default)
    {
        var model = (await new ChurnReader(dataSource).SummaryAsync(ct))?.Value.ModelId ?? 0;
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(ReadCustomers).With(ReadBalances, Parameter.Day(through)).With(ReadHealth).With(ReadChurn, Parameter.Texts([.. ChurnModel.Features]), Parameter.Long(model));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var customers = await CustomerReader.ListAsync(rows, CustomerReader.CustomerOf, ct);
        await rows.NextResultAsync(ct);
        Dictionary<string, Standing> standings = new(customers.Count);
        while (await rows.ReadAsync(ct)) Add(standings, rows);
        await rows.NextResultAsync(ct);
        var healths = (await CustomerReader.ListAsync(rows, HealthOf, ct)).ToDictionary(health => health.CustomerId);
        await rows.NextResultAsync(ct);
        var risks = (await CustomerReader.ListAsync(rows, row => (Id: row.GetString(0), P30: row.GetDouble(1)), ct)).ToDictionary(risk => risk.Id, risk => risk.P30);
        return [.. customers.Select(customer => new DirectoryEntry(ListedOf(customer, standings.GetValueOrDefault(customer.CustomerId)), healths.GetValueOrDefault(customer.CustomerId), risks.TryGetValue(customer.CustomerId, out var p30) ? p30 : null))];
    }

    /// <summary>What the rows of a customer add up to.</summary>
    private sealed class Standing
    {
        public int Customers { get; set; }

        public int Trials { get; set; }

        public long Paused { get; set; }

        public DateOnly? Since { get; set; }

        public List<PlanBalance> Plans { get; } = [];

        public CustomerStatus Status => Customers > 0 ? CustomerStatus.Paying : Trials > 0 ? CustomerStatus.Trial : Paused < 0 ? CustomerStatus.Paused : Since is not null ? CustomerStatus.Left : CustomerStatus.None;
    }

    private static void Add(Dictionary<string, Standing> standings, NpgsqlDataReader row)
    {
        var id = row.GetString(0);
        if (!standings.TryGetValue(id, out var standing)) standings[id] = standing = new();
        standing.Customers += row.GetInt32(4);
        standing.Trials += row.GetInt32(5);
        standing.Paused += row.GetInt64(6);
        if (!row.IsDBNull(7) && row.GetFieldValue<DateOnly>(7) is var first && (standing.Since is not { } since || first < since)) standing.Since = first;
        if (row.GetInt64(3) is not 0 and var amount) standing.Plans.Add(new(row.GetString(1), Currency.Parse(row.GetString(2)), amount));
    }

    private static ListedCustomer ListedOf(Facts.Customer customer, Standing? standing) => new(customer, standing?.Status ?? CustomerStatus.None, standing?.Since, standing?.Plans ?? []);

    private static CustomerHealth HealthOf(NpgsqlDataReader row) =>
        new(row.GetString(0), row.IsDBNull(1) ? null : row.GetDecimal(1), row.GetDecimal(2), (HealthBand)row.GetInt16(3), row.GetFieldValue<DateTimeOffset>(5)) { NotScored = (NotScored)row.GetInt16(4) };
}
