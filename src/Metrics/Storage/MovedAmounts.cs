using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Why;

namespace RevenueBot.Metrics.Storage;

/// <summary>The ledger rows that moved MRR on some days, with nothing that an explanation does not need.</summary>
public sealed class MovedAmounts(NpgsqlDataSource dataSource)
{
    internal const string Read =
        $"""
        SELECT m.customer_id, m.day, m.currency, m.kind, m.reason, m.amount FROM movement m
        WHERE m.recorded_at <= $1 AND m.superseded_at > $1 AND m.day >= $2 AND m.day < $3 AND m.amount <> 0
          AND ($5::text IS NULL OR $5 = CASE $4::smallint WHEN 1 THEN m.plan_id WHEN 2 THEN m.currency
            WHEN 3 THEN {Versions.CountryThen} WHEN 4 THEN {Versions.SegmentThen} END)
        """;
    internal const string ReadNames =
        $"""
        SELECT id, COALESCE(v.name, c.name) FROM unnest($2::text[]) AS n (id) LEFT JOIN customer c ON c.customer_id = n.id LEFT JOIN {Versions.CustomersThen} v ON v.customer_id = n.id
        WHERE COALESCE(v.name, c.name, '') <> ''
        """;

    // Later than any recorded time and earlier than infinity, which current rows are superseded at: now.
    private static readonly DateTimeOffset _now = DateTimeOffset.MaxValue.AddDays(-1);

    /// <summary>In any order.</summary>
    /// <param name="by">The dimension of <paramref name="key"/>.</param>
    /// <param name="key">Null: every key.</param>
    public async Task<IReadOnlyList<MovedAmount>> ReadAsync(Period period, Dimension by, string? key, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(
            Read, Parameter.Time((knownAt ?? _now).ToUniversalTime()), Parameter.Day(period.Start), Parameter.Day(period.End), Parameter.Short((short)by),
            new NpgsqlParameter { Value = (object?)key ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var rows = await batch.ExecuteReaderAsync(ct);
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

    /// <summary>What people call these customers, or called them at an instant; one without a name is missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string> customers, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadNames, Versions.At(knownAt), Parameter.Texts([.. customers])).ExecuteReaderAsync(ct);
        Dictionary<string, string> names = [];
        while (await rows.ReadAsync(ct)) names[rows.GetString(0)] = rows.GetString(1);
        return names;
    }
}
