using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Signals;

/// <summary>Health of everybody with a running score: what the hourly pass left, and of a past moment the facts at once.</summary>
internal sealed class HealthSignal(NpgsqlDataSource database, HealthReader health, HealthLive live) : ISignalReader
{
    private const string TooLittle = "too little of what health is made of is known";
    private static readonly TimeSpan _mostAge = TimeSpan.FromHours(2);

    internal const string Read = "SELECT customer_id, score FROM health_score WHERE not_scored = 0";

    public IReadOnlyList<Signal> Signals { get; } = [Signal.Health];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        if (moment.IsPast) return [SignalReading.Of(Signal.Health, await PastAsync(moment, cancel))];
        var pass = (await health.SummaryAsync(cancel))?.AsOf;
        if (pass is null) return [SignalReading.None(Signal.Health, "health has not been scored yet")];
        return moment.At - pass.Value <= _mostAge
            ? [SignalReading.Of(Signal.Health, (await StoredAsync(cancel)).Where(seen => moment.Standings.Of(seen.Subject).IsPaying))] // who left since the pass is gone
            : [SignalReading.None(Signal.Health, $"health was last scored {Days.Moment(pass.Value, moment.Calendar)}")];
    }

    private async Task<List<Observation>> StoredAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Read);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        List<Observation> seen = [];
        while (await rows.ReadAsync(cancel)) seen.Add(Seen(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetDecimal(1)));
        return seen;
    }

    private async Task<IEnumerable<Observation>> PastAsync(SignalMoment moment, CancellationToken cancel) =>
        (await live.AllAsync(moment.At, moment.KnownAt, moment.Rates, cancel)).Customers.Select(customer => Seen(customer.CustomerId, customer.Score));

    private static Observation Seen(string customerId, decimal? score) => score is { } value ? Observation.Known(customerId, value) : Observation.NoData(customerId, TooLittle);
}
