using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Signals;

/// <summary>The chance to leave within 90 days of everybody who pays, as the weekly run left it.</summary>
internal sealed class ChurnSignal(NpgsqlDataSource database, ChurnReader churn) : ISignalReader
{
    private const int Decimals = 6;
    private static readonly TimeSpan _mostAge = TimeSpan.FromDays(14);

    internal const string Read = "SELECT customer_id, p90 FROM churn_score";

    public IReadOnlyList<Signal> Signals { get; } = [Signal.ChurnChance];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        if (moment.IsPast) return [SignalReading.None(Signal.ChurnChance, "the chances of past days are not kept")];
        var run = (await churn.SummaryAsync(cancel))?.AsOf;
        if (run is null) return [SignalReading.None(Signal.ChurnChance, "churn risk has not been scored yet")];
        return moment.At - run.Value <= _mostAge
            ? [SignalReading.Of(Signal.ChurnChance, (await StoredAsync(cancel)).Where(seen => moment.Standings.Of(seen.Subject).IsPaying))]
            : [SignalReading.None(Signal.ChurnChance, $"churn risk was last scored {Days.Moment(run.Value, moment.Calendar)}")];
    }

    private async Task<List<Observation>> StoredAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Read);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        List<Observation> seen = [];
        while (await rows.ReadAsync(cancel)) seen.Add(Observation.Known(rows.GetString(0), Math.Round((decimal)rows.GetDouble(1), Decimals, MidpointRounding.AwayFromZero)));
        return seen;
    }
}
