using Npgsql;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Payments by customer, read beside the ledgers: both come in the order of customer_id, so that one customer at a time is held.</summary>
internal sealed class CustomerPayments : IAsyncDisposable
{
    internal const string ReadPayments =
        """
        SELECT customer_id, occurred_at, currency, status, amount_minor - COALESCE(tax_minor, 0) FROM payment
        WHERE status <> $1 AND occurred_at <= $2 ORDER BY customer_id
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlDataReader _rows;
    private readonly CompanyCalendar _calendar;
    private readonly List<CashMove> _moves = [];
    private string? _next;

    private CustomerPayments(NpgsqlConnection connection, NpgsqlDataReader rows, CompanyCalendar calendar) =>
        (_connection, _rows, _calendar) = (connection, rows, calendar);

    /// <param name="at">Later payments are left out.</param>
    public static async Task<CustomerPayments> OpenAsync(NpgsqlDataSource dataSource, CompanyCalendar calendar, DateTimeOffset at, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct);
        try
        {
            return await OpenAsync(connection, calendar, at, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<CustomerPayments> OpenAsync(NpgsqlConnection connection, CompanyCalendar calendar, DateTimeOffset at, CancellationToken ct)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 }.With(ReadPayments, Parameter.Short((short)PaymentStatus.Failed), Parameter.Time(at.ToUniversalTime()));
        CustomerPayments payments = new(connection, await batch.ExecuteReaderAsync(ct), calendar);
        await payments.MoveAsync(ct);
        return payments;
    }

    /// <summary>What a customer paid, refunds and disputes taken off. Customers must be asked for in bytewise order; the list is good until the next.</summary>
    public async ValueTask<IReadOnlyList<CashMove>> OfAsync(string customerId, CancellationToken ct)
    {
        _moves.Clear();
        while (_next is not null && ByteOrder.Compare(_next, customerId) < 0) await MoveAsync(ct);
        while (_next == customerId)
        {
            _moves.Add(Read());
            await MoveAsync(ct);
        }

        return _moves;
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private CashMove Read()
    {
        var currency = Currency.Parse(_rows.GetString(2));
        var micros = _rows.GetInt64(4) * currency.MicrosPerMinor;
        return new CashMove(_calendar.DayOf(_rows.GetFieldValue<DateTimeOffset>(1)), currency, (PaymentStatus)_rows.GetInt16(3) == PaymentStatus.Succeeded ? micros : -micros);
    }

    private async ValueTask MoveAsync(CancellationToken ct) => _next = await _rows.ReadAsync(ct) ? _rows.GetString(0) : null;
}
