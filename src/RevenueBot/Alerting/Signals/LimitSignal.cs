using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Signals;

/// <summary>
/// The largest share of a limit that customers have used in the billing cycle, of those who may be made an offer: what the hourly pass
/// found, and of a past moment what the facts say. Shares of 80% or less are not measured.
/// </summary>
internal sealed class LimitSignal(ExpansionStore store, ExpansionFinder finder) : ISignalReader
{
    private const int Decimals = 4;
    private static readonly TimeSpan _mostAge = TimeSpan.FromHours(2);

    public IReadOnlyList<Signal> Signals { get; } = [Signal.LimitShare];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        if (moment.IsPast) return [Seen((await finder.FindAsync(moment.At, moment.KnownAt, moment.Rates, cancel)).Where(found => found.IsOpen))];
        var pass = (await store.SummaryAsync(cancel))?.AsOf;
        if (pass is null) return [SignalReading.None(Signal.LimitShare, "limits have not been looked at yet")];
        return moment.At - pass.Value <= _mostAge
            ? [Seen(await store.BestAsync(int.MaxValue, ct: cancel))]
            : [SignalReading.None(Signal.LimitShare, $"limits were last looked at {Days.Moment(pass.Value, moment.Calendar)}")];
    }

    private static SignalReading Seen(IEnumerable<Opportunity> open) => SignalReading.Of(Signal.LimitShare, open
        .Where(found => found.Has(ExpansionReason.Limit))
        .Select(found => Observation.Known(found.CustomerId, Math.Round(found.Parts.Where(part => part.Reason == ExpansionReason.Limit).Max(part => part.Amount / part.Of), Decimals, MidpointRounding.AwayFromZero))));
}
