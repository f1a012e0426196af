using Dapper;
using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerting.Signals;

/// <summary>The lowest of what a paying customer's people answered last, for as long as an answer counts.</summary>
internal sealed class NpsSignal(NpgsqlDataSource database) : ISignalReader
{
    private const int CountsForDays = 90;

    internal const string Read =
        """
        SELECT customer_id, min(score) FROM (
          SELECT DISTINCT ON (customer_id, user_id) customer_id, score FROM nps_response WHERE responded_at > @since AND responded_at <= @at
          ORDER BY customer_id, user_id, responded_at DESC) latest
        GROUP BY customer_id
        """;

    public IReadOnlyList<Signal> Signals { get; } = [Signal.NpsScore];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        var arguments = new { at = moment.At.UtcDateTime, since = moment.At.AddDays(-CountsForDays).UtcDateTime };
        await using var connection = await database.OpenConnectionAsync(cancel);
        var answers = await connection.QueryAsync<(string Customer, int Score)>(new CommandDefinition(Read, arguments, commandTimeout: 0, cancellationToken: cancel));
        return [SignalReading.Of(Signal.NpsScore, answers.Where(row => moment.Standings.Of(row.Customer).IsPaying).Select(row => Observation.Known(row.Customer, row.Score)))];
    }
}
