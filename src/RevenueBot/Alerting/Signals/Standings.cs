using Npgsql;
using RevenueBot.Metrics;

namespace RevenueBot.Alerting.Signals;

/// <summary>How a customer's ledger stands, in micro-units of the reporting currency.</summary>
/// <param name="Cancelled">The part of MRR that a scheduled cancel ends.</param>
/// <param name="WeekAgo">MRR seven days before.</param>
/// <param name="Moved">What changes of plan, quantity, price and interval brought in these days, losses negative.</param>
/// <param name="IsPaying">Also where its currency has no rate, so that the amounts are 0.</param>
/// <param name="InTrial">A first trial runs.</param>
internal readonly record struct Standing(long Mrr, long Cancelled, long WeekAgo, long Moved, bool IsPaying, bool InTrial)
{
    public static Standing operator +(Standing one, Standing other) =>
        new(one.Mrr + other.Mrr, one.Cancelled + other.Cancelled, one.WeekAgo + other.WeekAgo, one.Moved + other.Moved, one.IsPaying || other.IsPaying, one.InTrial || other.InTrial);
}

/// <summary>The standing of every customer who pays, paid a week ago or is in a trial.</summary>
internal sealed class Standings(IReadOnlyDictionary<string, Standing> byCustomer)
{
    public const int Days = 7;

    /// <summary>Future rows are in the ledger too: an end that is already known.</summary>
    internal const string Read =
        """
        SELECT customer_id, currency, sum(amount)::bigint, sum(amount - committed)::bigint, COALESCE(sum(amount) FILTER (WHERE day <= $3), 0)::bigint,
          COALESCE(sum(amount) FILTER (WHERE day > $3 AND kind IN (2, 5) AND reason BETWEEN 1 AND 4), 0)::bigint, sum(trials) > 0
        FROM movement WHERE recorded_at <= $1 AND superseded_at > $1 AND day <= $2 AND at <= $4
        GROUP BY customer_id, currency HAVING sum(amount) <> 0 OR sum(trials) > 0 OR COALESCE(sum(amount) FILTER (WHERE day <= $3), 0) <> 0
        """;

    public IReadOnlyDictionary<string, Standing> ByCustomer => byCustomer;

    public Standing Of(string customerId) => byCustomer.GetValueOrDefault(customerId);

    /// <summary>One pass over the ledger. An amount without a rate counts nothing, as it does in the company's MRR.</summary>
    public static async Task<Standings> ReadAsync(NpgsqlDataSource database, DateTimeOffset at, DateTimeOffset? knownAt, FxRates rates, CompanyCalendar calendar, CancellationToken cancel)
    {
        var today = calendar.DayOf(at);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using NpgsqlCommand command = new(Read, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new NpgsqlParameter<DateTime> { TypedValue = SignalMoment.Known(knownAt) }, new NpgsqlParameter<DateOnly> { TypedValue = today },
                new NpgsqlParameter<DateOnly> { TypedValue = today.AddDays(-Days) }, new NpgsqlParameter<DateTime> { TypedValue = at.UtcDateTime },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        Dictionary<string, Standing> all = [];
        while (await rows.ReadAsync(cancel))
        {
            var (id, standing) = (rows.GetString(0), InReporting(rows, rates, today));
            all[id] = all.TryGetValue(id, out var other) ? other + standing : standing;
        }

        return new(all);
    }

    private static Standing InReporting(NpgsqlDataReader row, FxRates rates, DateOnly today)
    {
        Standing own = new(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(2) > 0, row.GetBoolean(6));
        var code = row.GetString(1);
        if (code == rates.Reporting.Code) return own;
        var rate = rates.Find(Currency.Parse(code), today) ?? 0;
        return own with { Mrr = At(own.Mrr), Cancelled = At(own.Cancelled), WeekAgo = At(own.WeekAgo), Moved = At(own.Moved) };

        long At(long amount) => decimal.ToInt64(Math.Round(amount * rate, MidpointRounding.AwayFromZero));
    }
}
