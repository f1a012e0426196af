using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Storage;

/// <summary>The facts behind health: of all customers in one ordered pass that holds one of them at a time, or of one.</summary>
public sealed class HealthSignalReader(NpgsqlDataSource dataSource, LedgerRules rules)
{
    private const int TicketDays = 90 + 8, PaymentDays = 400 + 8, MetricDays = HealthMoments.UsageDays;

    // Later than any recorded time and earlier than infinity, which current rows are superseded at: now.
    private static readonly DateTimeOffset Always = DateTimeOffset.MaxValue.AddDays(-1);

    public async Task<HealthRules> RulesAsync(CancellationToken ct = default) => new(rules, await new PlanReader(dataSource).ReadAsync(ct));

    /// <summary>An instant and the one a week before, with what the whole company's facts say of them.</summary>
    public async Task<HealthMoments> MomentsAsync(DateTimeOffset at, CancellationToken ct = default)
    {
        var before = at - HealthMoments.Week;
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(HealthSql.ReadMetrics, Time(Next(at)), Time(Next(before)), Time(at.AddDays(-MetricDays))).With(HealthSql.ReadFirstTicket);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var metrics = await CustomerReader.ListAsync(rows, row => (Name: row.GetString(0), First: row.GetFieldValue<DateTimeOffset>(1), Last: row.GetFieldValue<DateTimeOffset>(2), LastBefore: TimeOrNull(row, 3)), ct);
        await rows.NextResultAsync(ct);
        var ticket = (await CustomerReader.ListAsync(rows, row => TimeOrNull(row, 0), ct))[0];
        return new HealthMoments(
            HealthMoment.Of(at, rules.Calendar, metrics.Max(metric => (DateTimeOffset?)metric.Last), ticket <= at, Names(metrics.Select(metric => metric.Name))),
            HealthMoment.Of(before, rules.Calendar, metrics.Max(metric => metric.LastBefore), ticket <= before, Names(metrics.Where(metric => metric.First <= before).Select(metric => metric.Name))));
    }

    /// <summary>The facts of every customer with a subscription, in bytewise order of their ids. A trace is good until the next.</summary>
    /// <param name="knownAt">Subscriptions as known then; null: as known now. When other facts were recorded is not kept.</param>
    /// <param name="isWanted">Customers to read; null: all.</param>
    public async IAsyncEnumerable<CustomerTrace> ReadAllAsync(
        HealthMoments moments, DateTimeOffset? knownAt, Func<string, bool>? isWanted = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var usage = await CustomerRows<UsageTrace>.OpenAsync(dataSource, new NpgsqlBatchCommand(HealthSql.ReadUsage).With(UsageSpan(moments)), UsageOf, ct);
        await using var people = await CustomerRows<(int, int)>.OpenAsync(dataSource, new NpgsqlBatchCommand(HealthSql.ReadPeople).With(PeopleSpan(moments)), PeopleOf, ct);
        await using var tickets = await CustomerRows<TicketTrace>.OpenAsync(dataSource, new NpgsqlBatchCommand(HealthSql.ReadTickets).With(Span(moments.Now.At, TicketDays)), TicketOf, ct);
        await using var payments = await CustomerRows<PaymentTrace>.OpenAsync(dataSource, new NpgsqlBatchCommand(HealthSql.ReadPayments).With(Span(moments.Now.At, PaymentDays)), PaymentOf, ct);
        await foreach (var events in new CustomerHistoryReader(dataSource).EventsAsync(knownAt, ct))
        {
            var id = events[0].CustomerId;
            if (isWanted?.Invoke(id) == false) continue;
            yield return new CustomerTrace
            {
                CustomerId = id, Events = events, Usage = await usage.OfAsync(id, ct), People = await people.OfAsync(id, ct) is [var counted] ? counted : default,
                Tickets = await tickets.OfAsync(id, ct), Payments = await payments.OfAsync(id, ct),
            };
        }
    }

    /// <summary>Events, tickets and payments of every customer, without usage and people, in the same order and as good.</summary>
    public async IAsyncEnumerable<CustomerTrace> ReadStandingAsync(DateTimeOffset at, DateTimeOffset? knownAt, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var tickets = await CustomerRows<TicketTrace>.OpenAsync(dataSource, new NpgsqlBatchCommand(HealthSql.ReadTickets).With(Span(at, TicketDays)), TicketOf, ct);
        await using var payments = await CustomerRows<PaymentTrace>.OpenAsync(dataSource, new NpgsqlBatchCommand(HealthSql.ReadPayments).With(Span(at, PaymentDays)), PaymentOf, ct);
        await foreach (var events in new CustomerHistoryReader(dataSource).EventsAsync(knownAt, ct))
            yield return new CustomerTrace { CustomerId = events[0].CustomerId, Events = events, Tickets = await tickets.OfAsync(events[0].CustomerId, ct), Payments = await payments.OfAsync(events[0].CustomerId, ct) };
    }

    /// <summary>The facts of one customer; without any it has no events.</summary>
    public async Task<CustomerTrace> ReadAsync(string customerId, HealthMoments moments, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(HealthSql.ReadEventsOfOne, Parameter.Text(customerId), Time(knownAt ?? Always))
            .With(HealthSql.ReadUsageOfOne, [.. UsageSpan(moments), Parameter.Text(customerId)]).With(HealthSql.ReadPeopleOfOne, [.. PeopleSpan(moments), Parameter.Text(customerId)])
            .With(HealthSql.ReadTicketsOfOne, [.. Span(moments.Now.At, TicketDays), Parameter.Text(customerId)]).With(HealthSql.ReadPaymentsOfOne, [.. Span(moments.Now.At, PaymentDays), Parameter.Text(customerId)]);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        return new CustomerTrace
        {
            CustomerId = customerId, Events = await NextAsync(rows, row => EventRow.Read(row).Known.Event, ct), Usage = await NextAsync(rows, UsageOf, ct),
            People = await NextAsync(rows, PeopleOf, ct) is [var counted] ? counted : default, Tickets = await NextAsync(rows, TicketOf, ct), Payments = await NextAsync(rows, PaymentOf, ct),
        };
    }

    private static async Task<List<T>> NextAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var list = await CustomerReader.ListAsync(rows, read, ct);
        await rows.NextResultAsync(ct);
        return list;
    }

    /// <summary>The starts of the days, the span, and how far back each moment's last four weeks begin. Without any usage an empty span.</summary>
    private NpgsqlParameter[] UsageSpan(HealthMoments moments)
    {
        var last = moments.Anchor ?? moments.Now.Today.AddDays(-1);
        var starts = Enumerable.Range(1 - HealthMoments.UsageDays, HealthMoments.UsageDays).Select(day => rules.Calendar.StartOf(last.AddDays(day)).UtcDateTime).ToArray();
        var end = rules.Calendar.StartOf(last.AddDays(1));
        return
        [
            new NpgsqlParameter<DateTime[]> { TypedValue = starts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
            Time(moments.Anchor is null ? end : rules.Calendar.StartOf(last.AddDays(1 - HealthMoments.UsageDays))), Time(end), Parameter.Int(moments.ShiftOf(moments.Now)), Parameter.Int(moments.ShiftOf(moments.WeekAgo)),
        ];
    }

    private static NpgsqlParameter[] PeopleSpan(HealthMoments moments) => [Time(Next(moments.Now.At)), Time(Next(moments.WeekAgo.At))];

    private static NpgsqlParameter[] Span(DateTimeOffset at, int days) => [Time(Next(at)), Time(at.AddDays(-days))];

    /// <summary>What happened at the very instant counts: the database keeps microseconds.</summary>
    private static DateTimeOffset Next(DateTimeOffset at) => at.AddTicks(TimeSpan.TicksPerMicrosecond);

    private static HashSet<string> Names(IEnumerable<string> metrics) => new(metrics, StringComparer.OrdinalIgnoreCase);

    private static NpgsqlParameter Time(DateTimeOffset at) => Parameter.Time(at.ToUniversalTime());

    private static DateTimeOffset? TimeOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static UsageTrace UsageOf(NpgsqlDataReader row) => new(
        row.GetString(1), row.GetString(2), ((UInt128)(ulong)row.GetInt64(4) << 63) | (ulong)row.GetInt64(3), row.GetDecimal(5), row.GetDecimal(6));

    private static (int, int) PeopleOf(NpgsqlDataReader row) => (row.GetInt32(1), row.GetInt32(2));

    private static TicketTrace TicketOf(NpgsqlDataReader row) =>
        new((TicketSeverity)row.GetInt16(1), row.GetFieldValue<DateTimeOffset>(2), TimeOrNull(row, 3), row.IsDBNull(4) ? null : row.GetInt32(4));

    private static PaymentTrace PaymentOf(NpgsqlDataReader row) => new(CustomerReader.Text(row, 1), (PaymentStatus)row.GetInt16(2), row.GetFieldValue<DateTimeOffset>(3));
}
