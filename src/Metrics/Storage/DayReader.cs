using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;

namespace RevenueBot.Metrics.Storage;

/// <summary>What one local day brought beside its movements.</summary>
/// <param name="SignUps">Customers created on the day; one without a date of its own on the first day its ledger holds.</param>
/// <param name="Payments">By currency and status.</param>
/// <param name="TrialsStarted">Subscription items whose first trial began.</param>
public sealed record DayFacts(int SignUps, DayEnds Ends, IReadOnlyList<PaymentSum> Payments, int TrialsStarted);

/// <summary>Reads a day by the indexes on days: it costs what the day holds, whatever the number of customers.</summary>
public sealed class DayReader(NpgsqlDataSource dataSource)
{
    internal const string CountBegun =
        """
        SELECT (SELECT count(*) FROM customer WHERE created_at >= $1 AND created_at < $2)::integer
          + (SELECT count(DISTINCT m.customer_id) FROM movement m JOIN customer c ON c.customer_id = m.customer_id AND c.created_at IS NULL
             WHERE m.day = $3 AND m.recorded_at <= $4 AND m.superseded_at > $4 AND NOT EXISTS (
               SELECT FROM movement e WHERE e.customer_id = m.customer_id AND e.day < $3 AND e.recorded_at <= $4 AND e.superseded_at > $4))::integer,
          (SELECT COALESCE(sum(trials) FILTER (WHERE trials > 0), 0) FROM movement WHERE day = $3 AND recorded_at <= $4 AND superseded_at > $4)::integer
        """;

    /// <summary>The subscriptions, of customers who lost something on a day, that were cancelled or ran out on it (true), or got a cancel scheduled (false).</summary>
    internal const string FindEnded =
        """
        SELECT subscription_id, bool_or((status = 8 AND effective_at >= $1 AND effective_at < $2) OR (cancel_at_period_end AND current_period_end >= $1 AND current_period_end < $2))
        FROM subscription_event
        WHERE recorded_at <= $4 AND (withdrawn_at IS NULL OR withdrawn_at > $4)
          AND (((status = 8 OR cancel_at_period_end) AND effective_at >= $1 AND effective_at < $2) OR (cancel_at_period_end AND current_period_end >= $1 AND current_period_end < $2))
          AND customer_id IN (SELECT customer_id FROM movement WHERE day = $3 AND recorded_at <= $4 AND superseded_at > $4 AND kind IN (5, 6))
        GROUP BY subscription_id
        """;

    /// <summary>The ledgers, up to a day, of the customers who lost something on it or had a cancel scheduled.</summary>
    internal const string ReadLosses =
        "SELECT " + MovementRow.ColumnNames + """

         FROM movement WHERE recorded_at <= $2 AND superseded_at > $2 AND day <= $1 AND customer_id IN (
          SELECT customer_id FROM movement WHERE day = $1 AND recorded_at <= $2 AND superseded_at > $2 AND (cancels > 0 OR kind IN (5, 6)))
        ORDER BY customer_id
        """;
    internal const string SumPayments =
        """
        SELECT currency, status, sum(amount_minor)::bigint, sum(COALESCE(tax_minor, 0))::bigint, count(*)::integer
        FROM payment WHERE occurred_at >= $1 AND occurred_at < $2 GROUP BY currency, status
        """;

    /// <param name="knownAt">Null: as known now. It holds for the ledger; when payments and customers were recorded is not kept.</param>
    public async Task<DayFacts> ReadAsync(DateOnly day, CompanyCalendar calendar, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        var (start, end) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(CountBegun, Parameter.Time(start), Parameter.Time(end), Parameter.Day(day), Parameter.KnownAt(knownAt))
            .With(FindEnded, Parameter.Time(start), Parameter.Time(end), Parameter.Day(day), Parameter.KnownAt(knownAt)).With(ReadLosses, Parameter.Day(day), Parameter.KnownAt(knownAt)).With(SumPayments, Parameter.Time(start), Parameter.Time(end));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var (signUps, trials) = (rows.GetInt32(0), rows.GetInt32(1));
        return new DayFacts(signUps, await EndsAsync(rows, day, ct), await PaymentsAsync(rows, ct), trials);
    }

    private static async Task<DayEnds> EndsAsync(NpgsqlDataReader rows, DateOnly day, CancellationToken ct)
    {
        var (ended, clicked) = await EndedAsync(rows, ct);
        await rows.NextResultAsync(ct);
        var (ends, customer, ledger) = (default(DayEnds), "", new List<Movement>());
        while (await rows.ReadAsync(ct))
        {
            var row = MovementRow.Read(rows);
            if (row.CustomerId != customer)
            {
                ends += DayEnds.Of(ledger, day, ended, clicked);
                ledger.Clear();
                customer = row.CustomerId;
            }

            ledger.Add(row.Movement);
        }

        return ends + DayEnds.Of(ledger, day, ended, clicked);
    }

    private static async Task<(HashSet<string> Ended, HashSet<string> Clicked)> EndedAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        HashSet<string> ended = new(StringComparer.Ordinal), clicked = new(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct)) (rows.GetBoolean(1) ? ended : clicked).Add(rows.GetString(0));
        return (ended, clicked);
    }

    private static async Task<IReadOnlyList<PaymentSum>> PaymentsAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        List<PaymentSum> sums = [];
        while (await rows.ReadAsync(ct))
            sums.Add(new PaymentSum(Currency.Parse(rows.GetString(0)), (PaymentStatus)rows.GetInt16(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt32(4)));
        return sums;
    }
}
