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
        if (moment.IsPast) return [moment.Churn is { } past ? Of(await past.OfAsync(moment, cancel), moment) : SignalReading.None(Signal.ChurnChance, "the chances of past days are not kept")];
        var run = (await churn.SummaryAsync(cancel))?.AsOf;
        if (run is null) return [SignalReading.None(Signal.ChurnChance, "churn risk has not been scored yet")];
        return moment.At - run.Value <= _mostAge
            ? [Of(await StoredAsync(cancel), moment)]
            : [SignalReading.None(Signal.ChurnChance, $"churn risk was last scored {Days.Moment(run.Value, moment.Calendar)}")];
    }

    public static Observation Seen(string customerId, double chance) => Observation.Known(customerId, Math.Round((decimal)chance, Decimals, MidpointRounding.AwayFromZero));

    /// <summary>Who left since the run is gone.</summary>
    private static SignalReading Of(IEnumerable<Observation> seen, SignalMoment moment) => SignalReading.Of(Signal.ChurnChance, seen.Where(one => moment.Standings.Of(one.Subject).IsPaying));

    private async Task<List<Observation>> StoredAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Read);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        List<Observation> seen = [];
        while (await rows.ReadAsync(cancel)) seen.Add(Seen(rows.GetString(0), rows.GetDouble(1)));
        return seen;
    }
}
