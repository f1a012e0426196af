using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Metrics.Usage;

namespace RevenueBot.Metrics.Storage;

/// <summary>Usage by customer, local day and metric.</summary>
public sealed class UsageReader(NpgsqlDataSource dataSource)
{
    // The days are those of the calendar that counts everywhere else, not of the database's own time zones: their starts are handed over.
    internal const string ReadUsage =
        """
        SELECT u.customer_id, width_bucket(u.recorded_at, $1::timestamptz[]) AS day, COALESCE(u.metric, ''),
          (count(DISTINCT u.user_id) FILTER (WHERE u.quantity > 0))::integer, CASE WHEN GROUPING(u.metric) = 1 THEN 0 ELSE sum(u.quantity) END
        FROM usage_record u LEFT JOIN app_user a ON a.customer_id = u.customer_id AND a.user_id = u.user_id
        WHERE u.recorded_at >= $2 AND u.recorded_at < $3 AND NOT COALESCE(a.is_bot, false)
        GROUP BY GROUPING SETS ((u.customer_id, day, u.metric), (u.customer_id, day))
        """;
    internal const string ReadActivity =
        """
        SELECT u.customer_id, count(DISTINCT u.user_id)::integer, count(DISTINCT width_bucket(u.recorded_at, $1::timestamptz[]))::integer
        FROM usage_record u LEFT JOIN app_user a ON a.customer_id = u.customer_id AND a.user_id = u.user_id
        WHERE u.recorded_at >= $2 AND u.recorded_at < $3 AND u.quantity > 0 AND NOT COALESCE(a.is_bot, false)
        GROUP BY u.customer_id
        """;
    internal const string ReadFirst = "SELECT min(recorded_at) FROM usage_record";
    internal const string ReadLast = "SELECT max(recorded_at) FROM usage_record WHERE recorded_at < $1 AND quantity > 0";
    internal const string CountPeople =
        """
        SELECT count(*) FILTER (WHERE person.last >= $3)::integer, count(*)::integer FROM (
          SELECT max(u.recorded_at) AS last FROM usage_record u LEFT JOIN app_user a ON a.customer_id = u.customer_id AND a.user_id = u.user_id
          WHERE u.recorded_at >= $1 AND u.recorded_at < $2 AND u.quantity > 0 AND NOT COALESCE(a.is_bot, false) GROUP BY u.customer_id, u.user_id) person
        """;

    /// <summary>Usage recorded on the days of a span, and before an instant where one is given. In no order.</summary>
    public async IAsyncEnumerable<CustomerUsage> ReadAsync(Period span, CompanyCalendar calendar, DateTimeOffset? before = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(ReadUsage, Days(span, calendar, before));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return new CustomerUsage(rows.GetString(0), span.Start.AddDays(rows.GetInt32(1) - 1), rows.GetString(2), rows.GetInt32(3), rows.GetDecimal(4));
    }

    /// <summary>How active the people of each customer were in a span; whoever was not is left out.</summary>
    public async Task<Dictionary<string, Activity>> ActivityAsync(Period span, CompanyCalendar calendar, DateTimeOffset? before = null, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await using var rows = await batch.With(ReadActivity, Days(span, calendar, before)).ExecuteReaderAsync(ct);
        Dictionary<string, Activity> activity = [];
        while (await rows.ReadAsync(ct)) activity[rows.GetString(0)] = new Activity(rows.GetInt32(1), rows.GetInt32(2));
        return activity;
    }

    /// <summary>When anything was used first; null: never.</summary>
    public async Task<DateTimeOffset?> FirstAsync(CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadFirst).ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) && !rows.IsDBNull(0) ? rows.GetFieldValue<DateTimeOffset>(0) : null;
    }

    /// <summary>When anything was used last before an instant; null: never.</summary>
    public async Task<DateTimeOffset?> LastAsync(DateTimeOffset before, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadLast, Parameter.Time(before.ToUniversalTime())).ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) && !rows.IsDBNull(0) ? rows.GetFieldValue<DateTimeOffset>(0) : null;
    }

    /// <summary>How many different people were active on the days of a span, and how many of them on its last seven. Bots are left out.</summary>
    public async Task<ActivePeople> PeopleAsync(Period span, CompanyCalendar calendar, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        DateOnly[] bounds = [span.Start, span.End, span.End.AddDays(-ActivePeople.LatelyDays)];
        await using var rows = await batch.With(CountPeople, [.. bounds.Select(day => Parameter.Time(calendar.StartOf(day).ToUniversalTime()))]).ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new(rows.GetInt32(1), rows.GetInt32(0));
    }

    /// <summary>The start of each day, then the first instant of the span and the first one after it.</summary>
    private static NpgsqlParameter[] Days(Period span, CompanyCalendar calendar, DateTimeOffset? before)
    {
        var starts = Enumerable.Range(0, span.End.DayNumber - span.Start.DayNumber).Select(i => calendar.StartOf(span.Start.AddDays(i)).UtcDateTime).ToArray();
        var end = calendar.StartOf(span.End);
        return
        [
            new NpgsqlParameter<DateTime[]> { TypedValue = starts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
            Parameter.Time(calendar.StartOf(span.Start).ToUniversalTime()), Parameter.Time((before < end ? before.Value : end).ToUniversalTime()),
        ];
    }
}
