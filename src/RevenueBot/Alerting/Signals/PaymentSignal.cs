using Dapper;
using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerting.Signals;

/// <summary>Failed tries to collect since the last payment, of subscriptions that run: one that ended is no longer collected for.</summary>
internal sealed class PaymentSignal(NpgsqlDataSource database) : ISignalReader
{
    /// <summary>A subscription that has not been paid for so long has ended by every definition but one that lets it run for ever.</summary>
    private const int LookBackDays = 120;

    internal const string Read =
        """
        SELECT f.customer_id, count(*)::integer FROM payment f
        WHERE f.status = 2 AND f.occurred_at > @since AND f.occurred_at <= @at
          AND NOT EXISTS (SELECT FROM payment s WHERE s.customer_id = f.customer_id AND s.subscription_id IS NOT DISTINCT FROM f.subscription_id
            AND s.status = 1 AND s.occurred_at >= f.occurred_at AND s.occurred_at <= @at)
          AND (f.subscription_id IS NULL OR (SELECT sum(m.amount) FROM movement m WHERE m.customer_id = f.customer_id AND m.subscription_id = f.subscription_id
            AND m.recorded_at <= @known AND m.superseded_at > @known AND m.at <= @at) > 0)
        GROUP BY f.customer_id
        """;

    public IReadOnlyList<Signal> Signals { get; } = [Signal.FailedPayments];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        var arguments = new { at = moment.At.UtcDateTime, since = moment.At.AddDays(-LookBackDays).UtcDateTime, known = SignalMoment.Known(moment.KnownAt) };
        await using var connection = await database.OpenConnectionAsync(cancel);
        var failing = await connection.QueryAsync<(string Customer, int Tries)>(new CommandDefinition(Read, arguments, commandTimeout: 0, cancellationToken: cancel));
        return [SignalReading.Of(Signal.FailedPayments, failing.Where(row => moment.Standings.Of(row.Customer).IsPaying).Select(row => Observation.Known(row.Customer, row.Tries)))];
    }
}
