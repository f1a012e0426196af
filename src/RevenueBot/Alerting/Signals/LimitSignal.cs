using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Signals;

/// <summary>
/// The largest share of a limit that each customer used in its billing cycle: what the hourly pass left, and of a past moment the facts at once.
/// While something holds an offer back (a failing payment, a severe ticket, a scheduled cancel) it is not measured: nothing fires, and what fires waits.
/// </summary>
internal sealed class LimitSignal(ExpansionStore store, ExpansionFinder finder) : ISignalReader
{
    private static readonly TimeSpan _mostAge = TimeSpan.FromHours(2);

    public IReadOnlyList<Signal> Signals { get; } = [Signal.LimitShare];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        if (moment.IsPast) return [Reading((await finder.FindAsync(moment.At, moment.KnownAt, moment.Rates, cancel)).Limits, moment)];
        var stored = await store.LimitsAsync(cancel);
        if (stored is null) return [SignalReading.None(Signal.LimitShare, "usage of limits has not been measured yet")];
        return moment.At - stored.AsOf <= _mostAge
            ? [Reading(stored.Value, moment)]
            : [SignalReading.None(Signal.LimitShare, $"usage of limits was last measured {Days.Moment(stored.AsOf, moment.Calendar)}")];
    }

    private static SignalReading Reading(IReadOnlyList<LimitUse> limits, SignalMoment moment) =>
        SignalReading.Of(Signal.LimitShare, limits.Where(use => moment.Standings.Of(use.CustomerId).IsPaying).Select(Seen)); // who left since the pass is gone

    private static Observation Seen(LimitUse use) => use.Held == HeldBy.Nothing ? Observation.Known(use.CustomerId, use.Share) : Observation.NoData(use.CustomerId, ExpansionWords.Held(use.Held));
}
