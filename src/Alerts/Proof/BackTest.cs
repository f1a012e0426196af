using RevenueBot.Metrics;

namespace RevenueBot.Alerts.Proof;

/// <summary>The day on which a rule would have fired for a subject.</summary>
public readonly record struct Firing(string Subject, DateOnly Day);

/// <summary>What an alert is to warn of: a customer left, or what else the rule is about, on a day.</summary>
/// <param name="Mrr">What it took or brought, micro-units of the reporting currency, 0 or more.</param>
public readonly record struct Outcome(string Subject, DateOnly Day, long Mrr);

/// <summary>
/// A rule on history against what came of it. An alert is right where the outcome of its subject follows within the horizon, and wrong where the
/// whole horizon has passed without; later ones are too early to judge. An outcome is caught where the subject's rule fired on one of the days of
/// the horizon before it: on the same day is no warning.
/// </summary>
/// <param name="Window">The days that were played through; only their firings and outcomes count.</param>
/// <param name="Horizon">Days, 1 or more.</param>
public sealed record BackTest(Period Window, int Horizon)
{
    /// <summary>Alerts, whatever came of them.</summary>
    public int Fired { get; init; }

    public int Subjects { get; init; }
    public int Right { get; init; }

    /// <summary>False positives.</summary>
    public int Wrong { get; init; }

    public int TooEarly { get; init; }

    /// <summary>Outcomes with a warning: true positives.</summary>
    public int Caught { get; init; }

    /// <summary>Outcomes without: false negatives.</summary>
    public int Missed { get; init; }

    /// <summary>Subjects that never fired and had no outcome: true negatives.</summary>
    public int Quiet { get; init; }

    /// <summary>Days from the first warning of the horizon to each caught outcome, ascending.</summary>
    public IReadOnlyList<int> LeadDays { get; init; } = [];

    /// <summary>MRR of caught outcomes, micro-units.</summary>
    public long CoveredMrr { get; init; }

    /// <summary>MRR of all outcomes, micro-units.</summary>
    public long OutcomeMrr { get; init; }

    /// <summary>Right ÷ judged; null where none can be judged.</summary>
    public decimal? Precision => Share(Right, Right + Wrong);

    /// <summary>Caught ÷ all outcomes; null where there was none.</summary>
    public decimal? Recall => Share(Caught, Caught + Missed);

    /// <summary>Covered ÷ all MRR of outcomes; null where there was none.</summary>
    public decimal? Covered => OutcomeMrr == 0 ? null : (decimal)CoveredMrr / OutcomeMrr;

    /// <summary>Of an even number the mean of the middle two; null where nothing was caught.</summary>
    public decimal? MedianLead => LeadDays.Count == 0 ? null : (LeadDays[(LeadDays.Count - 1) / 2] + LeadDays[LeadDays.Count / 2]) / 2m;

    /// <param name="population">Everybody who could have fired in the window.</param>
    public static BackTest Of(Period window, int horizon, IReadOnlyCollection<Firing> firings, IReadOnlyCollection<Outcome> outcomes, IReadOnlySet<string> population)
    {
        var fired = firings.Where(one => one.Day >= window.Start && one.Day < window.End).ToList();
        var came = outcomes.Where(one => one.Day >= window.Start && one.Day < window.End).ToList();
        var (outcomesOf, firedOf) = (came.ToLookup(one => one.Subject, StringComparer.Ordinal), fired.ToLookup(one => one.Subject, one => one.Day, StringComparer.Ordinal));
        var right = fired.Count(one => outcomesOf[one.Subject].Any(outcome => outcome.Day > one.Day && outcome.Day <= one.Day.AddDays(horizon)));
        var early = fired.Count(one => one.Day.AddDays(horizon) > window.LastDay && !outcomesOf[one.Subject].Any(outcome => outcome.Day > one.Day));
        var caught = came.Select(outcome => (Outcome: outcome, Warned: firedOf[outcome.Subject].Where(day => day < outcome.Day && day >= outcome.Day.AddDays(-horizon)).ToList())).Where(row => row.Warned.Count > 0).ToList();
        return new BackTest(window, horizon)
        {
            Fired = fired.Count, Subjects = firedOf.Count, Right = right, TooEarly = early, Wrong = fired.Count - right - early, Caught = caught.Count, Missed = came.Count - caught.Count,
            Quiet = population.Count(subject => !firedOf.Contains(subject) && !outcomesOf.Contains(subject)),
            LeadDays = [.. caught.Select(row => row.Outcome.Day.DayNumber - row.Warned.Min().DayNumber).Order()],
            CoveredMrr = caught.Sum(row => row.Outcome.Mrr), OutcomeMrr = came.Sum(outcome => outcome.Mrr),
        };
    }

    private static decimal? Share(int part, int whole) => whole == 0 ? null : (decimal)part / whole;
}
