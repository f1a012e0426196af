using System.Runtime.CompilerServices;
using Npgsql;
using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Storage;

/// <summary>Every customer's balance changes, customer by customer in one ordered pass: memory holds one customer at a time.</summary>
internal sealed class CustomerLedgers(NpgsqlDataSource dataSource)
{
    internal const string ReadChanges =
        $"""
        SELECT m.customer_id, m.day, m.currency, m.plan_id, m.kind, m.amount, COALESCE(v.country, c.country, ''), COALESCE(v.segment, c.segment, '')
        FROM movement m LEFT JOIN customer c ON $3 AND c.customer_id = m.customer_id
          LEFT JOIN {Versions.CustomersThen} v ON $3 AND v.customer_id = m.customer_id
        WHERE m.recorded_at <= $1 AND m.superseded_at > $1 AND m.day < $2 AND m.amount <> 0
        ORDER BY m.customer_id, m.day, m.seq
        """;
    /// <summary>Exchange rates as known now.</summary>
    public Task<FxRates> RatesAsync(Currency reporting, CancellationToken ct) => RatesAsync(reporting, null, ct);

    /// <param name="knownAt">Null: as known now.</param>
    public async Task<FxRates> RatesAsync(Currency reporting, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(Versions.FxRatesAt);
        command.Parameters.Add(Parameter.KnownAt(knownAt));
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<FxRate> rates = [];
        while (await rows.ReadAsync(ct)) rates.Add(FxRateCache.Read(rows));
        return new FxRates(reporting, rates);
    }

    /// <param name="before">The first day that is left out.</param>
    /// <param name="knownAt">Null: as known now.</param>
    /// <param name="withAttributes">Whether country and segment are read; else they are empty.</param>
    public async IAsyncEnumerable<(string Id, CustomerLedger Ledger)> ReadAsync(
        DateOnly before, DateTimeOffset? knownAt, bool withAttributes, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.With(ReadChanges, Parameter.KnownAt(knownAt), Parameter.Day(before), Parameter.Flag(withAttributes));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var customer = "";
        CustomerLedger? ledger = null;
        Texts texts = new();
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetString(0);
            if (ledger is null || id != customer)
            {
                if (ledger is not null) yield return (customer, ledger);
                (customer, ledger) = (id, new CustomerLedger(texts.Of(rows.GetString(6)), texts.Of(rows.GetString(7)), new List<BalanceChange>(4)));
            }

            ((List<BalanceChange>)ledger.Changes).Add(new BalanceChange(
                rows.GetFieldValue<DateOnly>(1), texts.CurrencyOf(rows.GetString(2)), texts.Of(rows.GetString(3)), (MovementKind)rows.GetInt16(4), rows.GetInt64(5)));
        }

        if (ledger is not null) yield return (customer, ledger);
    }

    /// <summary>The few texts that repeat on every row, kept once.</summary>
    private sealed class Texts
    {
        private readonly Dictionary<string, string> _texts = [];
        private readonly Dictionary<string, Currency> _currencies = [];

        public string Of(string text) => _texts.TryGetValue(text, out var known) ? known : _texts[text] = text;

        public Currency CurrencyOf(string code) => _currencies.TryGetValue(code, out var known) ? known : _currencies[code] = Currency.Parse(code);
    }
}
