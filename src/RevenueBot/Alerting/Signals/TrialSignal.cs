using Dapper;
using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Signals;

/// <summary>Whole days left of first trials in which nobody has used anything.</summary>
internal sealed class TrialSignal(NpgsqlDataSource database) : ISignalReader
{
    private static readonly TimeSpan _longestSilence = TimeSpan.FromDays(7);

    internal const string ReadLastUse = "SELECT max(recorded_at) FROM usage_record WHERE recorded_at <= @at";
    internal const string Read =
        """
        SELECT c.id, l.trial_end FROM unnest(@ids::text[]) AS c (id)
        CROSS JOIN LATERAL (
          SELECT max(i.trial_end) FILTER (WHERE i.status = 1) AS trial_end FROM (
            SELECT DISTINCT ON (e.source, e.item_id) e.trial_end, e.status FROM subscription_event e
            WHERE e.customer_id = c.id AND e.effective_at <= @at AND e.recorded_at <= @known AND (e.withdrawn_at IS NULL OR e.withdrawn_at > @known)
            ORDER BY e.source, e.item_id, e.effective_at DESC, e.sequence DESC, e.event_id DESC) i) l
        WHERE l.trial_end > @at AND NOT EXISTS (
          SELECT FROM usage_record u WHERE u.customer_id = c.id AND u.quantity > 0 AND u.recorded_at <= @at
            AND NOT EXISTS (SELECT FROM app_user a WHERE a.customer_id = u.customer_id AND a.user_id = u.user_id AND a.is_bot))
        """;

    public IReadOnlyList<Signal> Signals { get; } = [Signal.UnusedTrialDays];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var at = moment.At.UtcDateTime;
        var last = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(ReadLastUse, new { at }, cancellationToken: cancel));
        if (last is null) return [SignalReading.None(Signal.UnusedTrialDays, "no usage is recorded")];
        if (at - last > _longestSilence) return [SignalReading.None(Signal.UnusedTrialDays, $"no usage has arrived since {Days.Moment(new(last.Value, TimeSpan.Zero), moment.Calendar)}")];
        var ids = moment.Standings.ByCustomer.Where(row => row.Value is { InTrial: true, IsPaying: false }).Select(row => row.Key).ToArray();
        var arguments = new { at, ids, known = SignalMoment.Known(moment.KnownAt) };
        var trials = await connection.QueryAsync<(string Customer, DateTime End)>(new CommandDefinition(Read, arguments, commandTimeout: 0, cancellationToken: cancel));
        return [SignalReading.Of(Signal.UnusedTrialDays, trials.Select(row => Observation.Known(row.Customer, (row.End - at).Days)))];
    }
}
