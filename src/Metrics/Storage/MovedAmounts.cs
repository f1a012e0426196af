using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Why;

namespace RevenueBot.Metrics.Storage;

/// <summary>The ledger rows that moved MRR on some days, with nothing that an explanation does not need.</summary>
public sealed class MovedAmounts(NpgsqlDataSource dataSource)
{
    internal const string Read = "SELECT m.customer_id, m.day, m.currency, m.kind, m.reason, m.amount " + Rows;
    internal const string Sum = "SELECT m.day, m.currency, m.kind, m.reason, sum(m.amount)::bigint, count(*)::integer " + Rows + " AND m.day = ANY ($6::date[]) GROUP BY m.day, m.currency, m.kind, m.reason";

    private const string Rows =
        $"""
        FROM movement m
        WHERE m.recorded_at <= $1 AND m.superseded_at > $1 AND m.day >= $2 AND m.day < $3 AND m.amount <> 0
          AND ($5::text IS NULL OR $5 = CASE $4::smallint WHEN 1 THEN m.plan_id WHEN 2 THEN m.currency
            WHEN 3 THEN {Versions.CountryThen} WHEN 4 THEN {Versions.SegmentThen} END)
        """;
    internal const string ReadNames =
        $"""
        SELECT id, COALESCE(v.name, c.name) FROM unnest($2::text[]) AS n (id) LEFT JOIN customer c ON c.customer_id = n.id LEFT JOIN {Versions.CustomersThen} v ON v.customer_id = n.id
        WHERE COALESCE(v.name, c.name, '') <> ''
        """;

    /// <summary>In any order.</summary>
    /// <param name="by">The dimension of <paramref name="key"/>.</param>
    /// <param name="key">Null: every key.</param>
    public async Task<IReadOnlyList<MovedAmount>> ReadAsync(Period period, Dimension by, string? key, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(Read, Of(period, by, key, knownAt)).ExecuteReaderAsync(ct);
        Dictionary<string, Currency> currencies = [];
        List<MovedAmount> amounts = [];
        while (await rows.ReadAsync(ct))
        {
            var code = rows.GetString(2);
            if (!currencies.TryGetValue(code, out var currency)) currencies[code] = currency = Currency.Parse(code);
            amounts.Add(new MovedAmount(
                rows.GetString(0), rows.GetFieldValue<DateOnly>(1), currency, (MovementKind)rows.GetInt16(3), (MovementReason)rows.GetInt16(4), rows.GetInt64(5)));
        }

        return amounts;
    }

    /// <summary>The same rows summed by day, currency, line and reason, for each of some periods: what an explanation needs that names nobody.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<MovedSum>>> SumAsync(IReadOnlyList<Period> periods, Dimension by, string? key, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        Period span = new(periods.Min(period => period.Start), periods.Max(period => period.End));
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        // One pass over the table for all of them: most of its blocks have rows of every month.
        await using var rows = await batch.With(Sum, [.. Of(span, by, key, knownAt), Parameter.Days([.. periods.SelectMany(Days).Distinct()])]).ExecuteReaderAsync(ct);
        List<MovedSum> sums = [];
        while (await rows.ReadAsync(ct))
            sums.Add(new MovedSum(rows.GetFieldValue<DateOnly>(0), Currency.Parse(rows.GetString(1)), (MovementKind)rows.GetInt16(2), (MovementReason)rows.GetInt16(3), rows.GetInt64(4), rows.GetInt32(5)));

        return [.. periods.Select(period => (IReadOnlyList<MovedSum>)[.. sums.Where(sum => sum.Day >= period.Start && sum.Day < period.End)])];
    }

    private static IEnumerable<DateOnly> Days(Period period) => Enumerable.Range(period.Start.DayNumber, period.End.DayNumber - period.Start.DayNumber).Select(DateOnly.FromDayNumber);

    private static NpgsqlParameter[] Of(Period period, Dimension by, string? key, DateTimeOffset? knownAt) =>
    [
        Parameter.KnownAt(knownAt), Parameter.Day(period.Start), Parameter.Day(period.End), Parameter.Short((short)by),
        new() { Value = (object?)key ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
    ];

    /// <summary>What people call these customers, or called them at an instant; one without a name is missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string> customers, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadNames, Parameter.KnownAt(knownAt), Parameter.Texts([.. customers])).ExecuteReaderAsync(ct);
        Dictionary<string, string> names = [];
        while (await rows.ReadAsync(ct)) names[rows.GetString(0)] = rows.GetString(1);
        return names;
    }
}
