using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Alerting.Signals;

/// <summary>Hours for which nothing has arrived from a source that sends on its own; files come when somebody imports them.</summary>
internal sealed class SourceSignal : ISignalReader
{
    public IReadOnlyList<Signal> Signals { get; } = [Signal.SilentHours];

    public Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SignalReading>>(
    [
        moment.IsPast
            ? SignalReading.None(Signal.SilentHours, "when data arrived in the past is not kept")
            : SignalReading.Of(Signal.SilentHours, moment.Sources.Where(source => Provenance.Name(source.Source) != Provenance.Files).Select(source => Observation.Known(source.Source, Hours(moment.At - source.DataThrough)))),
    ]);

    /// <summary>Whole tenths: an open alert is not written anew every time it is looked at.</summary>
    private static decimal Hours(TimeSpan silent) => Math.Max(0, decimal.Floor((decimal)silent.TotalHours * 10) / 10);
}
