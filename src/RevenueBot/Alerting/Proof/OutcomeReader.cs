using Npgsql;
using RevenueBot.Alerts.Proof;
using RevenueBot.Metrics;

namespace RevenueBot.Alerting.Proof;

/// <summary>What became of customers: who left, and who grew, on which day and by how much.</summary>
internal sealed class OutcomeReader(NpgsqlDataSource database)
{
    /// <summary>The rows of a churn, and those of a growth, of one customer and day; amounts by currency.</summary>
    internal const string ReadChurns =
        """
        SELECT customer_id, day, currency, (-sum(amount))::bigint FROM movement m WHERE superseded_at = 'infinity' AND kind = 6 AND day >= $1 AND day < $2
          AND EXISTS (SELECT FROM movement e WHERE e.customer_id = m.customer_id AND e.day = m.day AND e.superseded_at = 'infinity' AND e.kind = 6 AND e.customers < 0)
        GROUP BY customer_id, day, currency ORDER BY customer_id, day
        """;
    internal const string ReadGrowth =
        """
        SELECT customer_id, day, currency, sum(amount)::bigint FROM movement WHERE superseded_at = 'infinity' AND kind = 2 AND reason BETWEEN 1 AND 4 AND day >= $1 AND day < $2
        GROUP BY customer_id, day, currency HAVING sum(amount) > 0 ORDER BY customer_id, day
        """;

    public Task<IReadOnlyList<Outcome>> ChurnsAsync(Period window, FxRates rates, CancellationToken cancel) => ReadAsync(ReadChurns, window, rates, cancel);

    public Task<IReadOnlyList<Outcome>> GrowthAsync(Period window, FxRates rates, CancellationToken cancel) => ReadAsync(ReadGrowth, window, rates, cancel);

    private async Task<IReadOnlyList<Outcome>> ReadAsync(string sql, Period window, FxRates rates, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using NpgsqlCommand command = new(sql, connection)
        {
            CommandTimeout = 0, Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = window.Start }, new NpgsqlParameter<DateOnly> { TypedValue = window.End } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        List<Outcome> outcomes = [];
        while (await rows.ReadAsync(cancel))
        {
            var (id, day, rate) = (rows.GetString(0), rows.GetFieldValue<DateOnly>(1), rates.Find(Currency.Parse(rows.GetString(2)), rows.GetFieldValue<DateOnly>(1)) ?? 0);
            Outcome one = new(id, day, decimal.ToInt64(Math.Round(rows.GetInt64(3) * rate, MidpointRounding.AwayFromZero)));
            if (outcomes.Count > 0 && outcomes[^1] is var last && last.Subject == id && last.Day == day) outcomes[^1] = one with { Mrr = one.Mrr + last.Mrr };
            else outcomes.Add(one);
        }

        return outcomes;
    }
}
