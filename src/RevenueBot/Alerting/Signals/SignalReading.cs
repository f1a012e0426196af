using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerting.Signals;

/// <summary>What a signal measured at a moment.</summary>
/// <param name="Seen">One for each subject that is measured.</param>
/// <param name="Missing">Why nothing can be measured, as the end of a sentence; null where it can.</param>
internal sealed record SignalReading(Signal Signal, IReadOnlyList<Observation> Seen, string? Missing = null)
{
    public static SignalReading Of(Signal signal, IEnumerable<Observation> seen) => new(signal, [.. seen]);

    public static SignalReading None(Signal signal, string missing) => new(signal, [], missing);
}

/// <summary>Measures signals from facts up to a moment; what happened after it changes nothing.</summary>
internal interface ISignalReader
{
    IReadOnlyList<Signal> Signals { get; }

    /// <summary>A reading for each of its signals.</summary>
    Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel);
}
