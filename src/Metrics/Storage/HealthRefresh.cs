using Npgsql;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>Scores every customer in one ordered pass, and writes what changed.</summary>
public sealed class HealthRefresh(NpgsqlDataSource dataSource, HealthSignalReader signals)
{
    private const int WeeksOfHistory = 12;

    private readonly HealthStore _store = new(dataSource);
    private readonly HealthLive _live = new(signals);

    /// <summary>The first run also fills the weeks before, each from the facts up to its own moment.</summary>
    /// <param name="at">The moment the scores speak of.</param>
    public async Task RunAsync(DateTimeOffset at, Currency reporting, CancellationToken ct)
    {
        var (rules, rates) = (await signals.RulesAsync(ct), await new CustomerLedgers(dataSource).RatesAsync(reporting, ct));
        if (!await _store.HasHistoryAsync(ct))
            for (var week = WeeksOfHistory; week >= 1; week--) await FillAsync(at - (week * HealthMoments.Week), rules, rates, ct);
        var summary = await ScoreAsync(at, rules, rates, ct);
        await new PrecomputedStore(dataSource).WriteAsync(HealthReader.SummaryName, new Precomputed<HealthSummary>(summary, at), ct);
    }

    private async Task FillAsync(DateTimeOffset at, HealthRules rules, FxRates rates, CancellationToken ct)
    {
        var moments = await signals.MomentsAsync(at, ct);
        await using var writer = await _store.BeginAsync(ct);
        await foreach (var trace in signals.ReadAllAsync(moments, null, ct: ct))
        {
            var reading = HealthReading.Of(trace, moments, rules);
            if (reading.NotScored == NotScored.None) await writer.AddAsync(HealthRow.Of(HealthLive.Health(trace.CustomerId, reading, moments, rates), reading), ct);
        }

        await writer.CommitAsync(moments.Now.Today, [], scores: false, ct);
    }

    private async Task<HealthSummary> ScoreAsync(DateTimeOffset at, HealthRules rules, FxRates rates, CancellationToken ct)
    {
        var moments = await signals.MomentsAsync(at, ct);
        HealthSums sums = new(rates);
        List<string> gone = [];
        await using var stored = await _store.ReadStoredAsync(ct);
        await using var writer = await _store.BeginAsync(ct);
        await foreach (var trace in signals.ReadAllAsync(moments, null, ct: ct))
        {
            var before = (await stored.OfAsync(trace.CustomerId, ct, gone.Add)) is [var row] ? row : (StoredHealth?)null;
            var reading = HealthReading.Of(trace, moments, rules);
            var health = HealthLive.Health(trace.CustomerId, reading, moments, rates);
            sums.Add(reading, health, moments);
            if (await RowAsync(health, reading, before, rules, rates, ct) is { } changed) await writer.AddAsync(changed, ct);
            else if (before is not null && HasNone(reading)) gone.Add(trace.CustomerId);
        }

        await stored.SkipRestAsync(gone.Add, ct);
        await writer.CommitAsync(moments.Now.Today, gone, scores: true, ct);
        return sums.Summary();
    }

    /// <summary>The row to write; null where what is stored stands. A score that ran until the customer left is frozen as of the moment before.</summary>
    private async Task<HealthRow?> RowAsync(CustomerHealth health, HealthReading reading, StoredHealth? stored, HealthRules rules, FxRates rates, CancellationToken ct)
    {
        if (HasNone(reading)) return null;
        if (reading.NotScored != NotScored.Left) return HealthRow.Of(health, reading) is var row && row.Checksum == stored?.Checksum ? null : row;
        if (stored is not { NotScored: not NotScored.Left }) return null;
        var (last, moments) = await _live.ReadAsync(health.CustomerId, reading.Terms.LeftAt!.Value.AddTicks(-TimeSpan.TicksPerMicrosecond), null, rules, ct);
        return HealthRow.Of(HealthLive.Health(health.CustomerId, last, moments, rates) with { NotScored = NotScored.Left }, last);
    }

    private static bool HasNone(HealthReading reading) => reading.NotScored is NotScored.Free or NotScored.Trial or NotScored.Paused;
}
