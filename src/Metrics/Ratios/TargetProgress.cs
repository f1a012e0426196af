using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Ratios;

/// <summary>Where a figure stands to its target.</summary>
public enum TargetState { NoTarget, Reached, InDays, NotAtThisPace }

/// <summary>How far it is to a month's target, in the unit of the figure.</summary>
/// <param name="Missing">What the figure must still grow by to be at its target, negative where it must fall; 0 when reached.</param>
/// <param name="Days">Whole days from the day on, at this month's pace so far, until it is reached; only in the state <see cref="TargetState.InDays"/>.</param>
/// <param name="PacePerDay">Mean change a day of the month so far.</param>
/// <param name="DaysLeft">Local days left in the month: with the day itself, unless it is over.</param>
public sealed record TargetProgress(TargetState State, decimal Missing, int? Days, decimal PacePerDay, int DaysLeft)
{
    /// <summary>A pace that gets there only after this many days does not get there.</summary>
    private const int FarthestDays = 3650;

    /// <summary>Missing ÷ days left: 0 when reached, null where no day is left.</summary>
    public decimal? RequiredDailyGrowth => Missing == 0 ? 0 : DaysLeft == 0 ? null : Missing / DaysLeft;

    /// <summary>
    /// Compares a figure with its target (DEFINITIONS §4). A level is reached at its value, a minimum strictly above it, a range
    /// within it, both ends included; a range that was overshot counts the way back down to its upper end.
    /// </summary>
    /// <param name="target">Null: there is none.</param>
    /// <param name="now">The figure at the end of <paramref name="day"/>.</param>
    /// <param name="opening">The figure at the end of the day before the month; null where there was none: then there is no pace.</param>
    /// <param name="day">A day of the target's month.</param>
    /// <param name="dayIsOver">False while the day still runs.</param>
    public static TargetProgress Of(Target? target, decimal now, decimal? opening, DateOnly day, bool dayIsOver)
    {
        var left = Month.Of(day).LastDay.DayNumber - day.DayNumber + (dayIsOver ? 0 : 1);
        var pace = opening is { } then ? (now - then) / day.Day : 0;
        if (target is null) return new(TargetState.NoTarget, 0, null, pace, left);
        if (IsReached(target, now)) return new(TargetState.Reached, 0, null, pace, left);
        var missing = (now > target.Upper ? target.Upper.Value : target.Value) - now;
        var days = DaysTo(missing, pace, target.Kind == TargetKind.Minimum);
        return new(days is null || left == 0 ? TargetState.NotAtThisPace : TargetState.InDays, missing, left == 0 ? null : days, pace, left);
    }

    public static bool IsReached(Target target, decimal now) => target.Kind switch
    {
        TargetKind.Level => now >= target.Value,
        TargetKind.Minimum => now > target.Value,
        TargetKind.Range => now >= target.Value && !(now > target.Upper),
    };

    /// <summary>Days rounded up; a value that must be exceeded is not yet reached on the day that meets it.</summary>
    private static int? DaysTo(decimal missing, decimal pace, bool mustExceed)
    {
        if (pace == 0 || (missing != 0 && Math.Sign(pace) != Math.Sign(missing)) || (missing == 0 && pace < 0)) return null;
        var exact = missing / pace;
        var days = mustExceed ? decimal.Floor(exact) + 1 : decimal.Ceiling(exact);
        return days <= FarthestDays ? (int)days : null;
    }
}
