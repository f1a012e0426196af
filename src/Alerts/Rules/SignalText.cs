using System.Globalization;

namespace RevenueBot.Alerts.Rules;

/// <summary>What people call a signal and how its values are written.</summary>
public static class SignalText
{
    private enum Unit { Points, Share, Count, Days, Hours }

    public static string Name(Signal signal) => signal switch
    {
        Signal.Health => "health",
        Signal.ChurnChance => "chance to leave",
        Signal.FailedPayments => "failed payment tries",
        Signal.CancelledShare => "cancelled share of MRR",
        Signal.UnusedTrialDays => "days left of an unused trial",
        Signal.LimitShare => "used share of the limit",
        Signal.ContractionShare => "contraction in 7 days",
        Signal.MrrChange => "change of MRR in 7 days",
        Signal.TargetOutlook => "outlook to the target",
        Signal.NpsScore => "survey score",
        Signal.SilentHours => "hours without data",
    };

    public static SubjectKind SubjectOf(Signal signal) => signal switch
    {
        Signal.MrrChange or Signal.TargetOutlook => SubjectKind.Company,
        Signal.SilentHours => SubjectKind.Source,
        _ => SubjectKind.Customer,
    };

    /// <summary>
    /// True where only subjects are measured for which something is the case: one that is not measured is clear. Otherwise a subject that
    /// is not measured has gone.
    /// </summary>
    public static bool IsSparse(Signal signal) => SubjectOf(signal) == SubjectKind.Customer && signal is not (Signal.Health or Signal.ChurnChance);

    /// <summary>
    /// A value beside a threshold: whole, with one decimal where a whole number would contradict or hide on which side of the threshold
    /// it stands, rounded away from it. <c>24</c>, <c>29.9</c>, <c>41%</c>, <c>80.1%</c>.
    /// </summary>
    public static string Value(Signal signal, decimal value, decimal threshold) => UnitOf(signal) == Unit.Share
        ? Number(value * 100, threshold * 100) + "%"
        : Number(value, threshold);

    /// <summary>A threshold as it was set: <c>30</c>, <c>80%</c>.</summary>
    public static string Threshold(Signal signal, decimal threshold) => UnitOf(signal) == Unit.Share
        ? Plain(threshold * 100) + "%"
        : Plain(threshold);

    private static Unit UnitOf(Signal signal) => signal switch
    {
        Signal.Health or Signal.NpsScore => Unit.Points,
        Signal.ChurnChance or Signal.CancelledShare or Signal.LimitShare or Signal.ContractionShare or Signal.MrrChange or Signal.TargetOutlook => Unit.Share,
        Signal.FailedPayments => Unit.Count,
        Signal.UnusedTrialDays => Unit.Days,
        Signal.SilentHours => Unit.Hours,
    };

    private static string Number(decimal value, decimal threshold)
    {
        if (value == threshold || Math.Abs(value - threshold) >= 1) return Plain(Math.Round(value, MidpointRounding.AwayFromZero));
        var tenths = value < threshold ? decimal.Floor(value * 10) : decimal.Ceiling(value * 10);
        return Plain(tenths / 10);
    }

    private static string Plain(decimal number) => (number < 0 ? "−" : "") + Math.Abs(number).ToString("#,0.##", CultureInfo.InvariantCulture);
}
