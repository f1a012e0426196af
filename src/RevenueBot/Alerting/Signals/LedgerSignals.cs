using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerting.Signals;

/// <summary>What customers gave up or are about to: from their ledgers alone.</summary>
internal sealed class LedgerSignals : ISignalReader
{
    private const int Decimals = 6;

    public IReadOnlyList<Signal> Signals { get; } = [Signal.CancelledShare, Signal.ContractionShare];

    public Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SignalReading>>(
    [
        SignalReading.Of(Signal.CancelledShare, Measure(moment, Cancelled)), SignalReading.Of(Signal.ContractionShare, Measure(moment, GivenUp)),
    ]);

    /// <summary>Share of MRR that ends; 0: no cancel is scheduled.</summary>
    public static decimal Cancelled(Standing standing) => standing is { Mrr: > 0, Cancelled: > 0 } ? Share(standing.Cancelled, standing.Mrr) : 0;

    /// <summary>
    /// Share of the MRR of a week before that changes of plan, quantity, price and interval took since; what they brought back is set
    /// off. 0: nothing, or the customer left, which is no downgrade.
    /// </summary>
    public static decimal GivenUp(Standing standing) => standing is { Mrr: > 0, WeekAgo: > 0, Moved: < 0 } ? Share(-standing.Moved, standing.WeekAgo) : 0;

    private static IEnumerable<Observation> Measure(SignalMoment moment, Func<Standing, decimal> measure) =>
        moment.Standings.ByCustomer.Select(row => (row.Key, Value: measure(row.Value))).Where(row => row.Value > 0).Select(row => Observation.Known(row.Key, row.Value));

    private static decimal Share(long part, long whole) => Math.Min(1, Math.Round((decimal)part / whole, Decimals, MidpointRounding.AwayFromZero));
}
