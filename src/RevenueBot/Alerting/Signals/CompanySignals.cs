using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Alerting.Signals;

/// <summary>How the company's MRR moved in a week, and where it stands to its target at this month's pace.</summary>
internal sealed class CompanySignals(LedgerReader ledger) : ISignalReader
{
    /// <summary>A pace of fewer days is that of a weekday.</summary>
    private const int FirstDayOfPace = 5, Decimals = 4;

    private const decimal MicrosPerUnit = 1_000_000m;

    public IReadOnlyList<Signal> Signals { get; } = [Signal.MrrChange, Signal.TargetOutlook];

    public async Task<IReadOnlyList<SignalReading>> ReadAsync(SignalMoment moment, CancellationToken cancel)
    {
        var end = moment.Today.AddDays(1);
        Period week = new(end.AddDays(-Standings.Days), end), month = new(Month.Of(moment.Today).FirstDay, end);
        DateOnly[] boundaries = [.. new[] { week.Start, month.Start, end }.Distinct().Order()];
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, boundaries, moment.KnownAt), cancel);
        var rows = MrrSeries.Compute(snapshot.Cells, [week, month], moment.Rates);
        var target = snapshot.Targets.FirstOrDefault(goal => goal.Kind == TargetKind.Level && goal.Metric.Equals("mrr", StringComparison.OrdinalIgnoreCase) && goal.Month.Contains(moment.Today));
        return [Change(rows.First(row => row.Period == week)), Outlook(target, rows.First(row => row.Period == month), moment.Today)];
    }

    /// <summary>Of a company that had nothing a week ago no change can be told.</summary>
    public static SignalReading Change(PeriodMrr week) => week.Opening > 0
        ? SignalReading.Of(Signal.MrrChange, [Observation.Known(SignalMoment.Company, Rounded((decimal)week.Net / week.Opening))])
        : SignalReading.None(Signal.MrrChange, "there was no MRR a week ago");

    /// <summary>MRR at the end of the month if each day brings what the days so far brought, as a fraction of the target.</summary>
    public static SignalReading Outlook(Target? target, PeriodMrr month, DateOnly today)
    {
        if (target is not { Value: > 0 }) return SignalReading.Of(Signal.TargetOutlook, [Observation.Gone(SignalMoment.Company, "there is no target for this month")]);
        if (today.Day < FirstDayOfPace) return SignalReading.Of(Signal.TargetOutlook, [Observation.Gone(SignalMoment.Company, "a new month has begun")]);
        var expected = month.Opening + ((decimal)month.Net / today.Day * DateTime.DaysInMonth(today.Year, today.Month));
        return SignalReading.Of(Signal.TargetOutlook, [Observation.Known(SignalMoment.Company, Rounded(expected / MicrosPerUnit / target.Value))]);
    }

    private static decimal Rounded(decimal share) => Math.Round(share, Decimals, MidpointRounding.AwayFromZero);
}
