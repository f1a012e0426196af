using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Alerting.Signals;

/// <summary>Reads what rules measure, in bulk.</summary>
internal sealed class SignalDesk(NpgsqlDataSource database, IEnumerable<ISignalReader> readers, LedgerReader ledger, Company company)
{
    public async Task<SignalMoment> MomentAsync(DateTimeOffset at, DateTimeOffset? knownAt, bool isPast, CancellationToken cancel)
    {
        var context = await ledger.ContextAsync(Dimension.Total, company.Calendar.DayOf(at), knownAt, cancel);
        FxRates rates = new(company.Currency, context.FxRates);
        var standings = await Standings.ReadAsync(database, at, knownAt, rates, company.Calendar, cancel);
        return new(at, rates, company.Calendar, standings) { KnownAt = knownAt, IsPast = isPast, Sources = context.Sources };
    }

    /// <summary>A reading for each signal that some rule asks for.</summary>
    public async Task<IReadOnlyDictionary<Signal, SignalReading>> ReadAsync(SignalMoment moment, IReadOnlyCollection<Signal> signals, CancellationToken cancel)
    {
        var found = signals.Distinct().ToDictionary(signal => signal, signal => SignalReading.None(signal, "it is not measured yet"));
        foreach (var reader in readers.Where(reader => reader.Signals.Any(found.ContainsKey)))
            foreach (var reading in await reader.ReadAsync(moment, cancel))
                if (found.ContainsKey(reading.Signal)) found[reading.Signal] = reading;
        return found;
    }
}
