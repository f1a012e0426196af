namespace RevenueBot.Metrics.Churn.Learning.Calibrating;

/// <summary>How log-odds as learnt become log-odds as shown.</summary>
public enum CalibrationKind
{
    /// <summary>They are shown as learnt.</summary>
    None,

    /// <summary>A line (Platt 1999).</summary>
    Platt,

    /// <summary>A rising curve through the shares observed (Zadrozny and Elkan 2002, doi:10.1145/775047.775151), linear between them so that it never stands still.</summary>
    Isotonic,
}

/// <summary>A rising map of log-odds: linear between its knots. Beyond them a line goes on, and a curve goes on with slope 1, until it is as good as certain.</summary>
/// <param name="From">At least two, rising.</param>
/// <param name="To">As many, rising.</param>
internal sealed record Calibration(CalibrationKind Kind, IReadOnlyList<double> From, IReadOnlyList<double> To)
{
    public static Calibration None { get; } = new(CalibrationKind.None, [0, 1], [0, 1]);

    /// <summary>Where two log-odds are closer than this, the slope between them is measured over it.</summary>
    private const double Close = 1e-6;

    public double Map(double logit) => Math.Clamp(Unbounded(logit), -LogOdds.Most, LogOdds.Most);

    /// <summary>By how much the way from one of two log-odds to the other is stretched; not below 0.</summary>
    public double Stretch(double from, double to) =>
        Math.Abs(to - from) < Close ? (Map(from + Close) - Map(from - Close)) / (2 * Close) : (Map(to) - Map(from)) / (to - from);

    private double Unbounded(double logit)
    {
        if (Kind == CalibrationKind.None) return logit;
        if (Kind == CalibrationKind.Isotonic && logit <= From[0]) return To[0] + logit - From[0];
        if (Kind == CalibrationKind.Isotonic && logit >= From[^1]) return To[^1] + logit - From[^1];
        var knot = 1;
        while (knot < From.Count - 1 && logit > From[knot]) knot++;
        return To[knot] + (Slope(knot) * (logit - From[knot]));
    }

    private double Slope(int knot) => (To[knot] - To[knot - 1]) / (From[knot] - From[knot - 1]);
}
