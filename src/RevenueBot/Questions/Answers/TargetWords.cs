using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>How far it is to the month's target, and whether the pace is enough.</summary>
internal static class TargetWords
{
    private const decimal MicrosPerUnit = 1_000_000m;

    /// <summary>
    /// One of four: reached, reached on a day at this pace, not reached at this pace, no target (nothing is said then). A month that
    /// is over has no pace: it reached its target or was short of it.
    /// </summary>
    public static IReadOnlyList<string> Sentences(Asked asked, LedgerView ledger, PeriodMrr monthSoFar, MoneyFormat money)
    {
        if (Find(asked, ledger) is not { } target) return [];
        var goal = decimal.ToInt64(target.Value * MicrosPerUnit);
        var end = target.Month.LastDay;
        var isOver = asked.DayIsOver && asked.Day == end;
        var opening = $"Target for {asked.Days.Day(end)} {(isOver ? "was" : "is")} {money.Text(goal)}";
        var missing = money.Change(monthSoFar.Closing, goal);
        if (monthSoFar.Closing >= goal) return [missing == 0 ? $"{opening}: reached." : $"{opening}: reached, {money.Text(-missing)} above."];
        if (isOver) return [$"{opening}: {money.Text(missing)} short."];
        var progress = TargetProgress.Of(target with { Value = goal }, monthSoFar.Closing, monthSoFar.Opening, asked.Day, asked.DayIsOver);
        return [$"{opening}: {money.Text(missing)} to go, {Reached(progress.Days, asked, end)}.", Needed(progress, asked)];
    }

    private static Target? Find(Asked asked, LedgerView ledger) => ledger.Snapshot.Targets.FirstOrDefault(target =>
        target.Month.Contains(asked.Day) && target.Metric.Equals(asked.Question.MetricName, StringComparison.OrdinalIgnoreCase));

    private static string Reached(int? days, Asked asked, DateOnly end)
    {
        if (days is not { } count) return "not reached at this pace";
        var day = asked.Day.AddDays(count);
        var late = day.DayNumber - end.DayNumber;
        return $"reached on {asked.Days.Day(day)} at this pace" + (late > 0 ? $", {Format.Counted(late, "day")} late" : "");
    }

    /// <summary>"Needed: $78.50 a day for 20 days. So far: $105 a day." The running day still counts, a day that is over does not.</summary>
    private static string Needed(TargetProgress progress, Asked asked)
    {
        var pace = Format.Change(Micros(progress.PacePerDay), asked.Currency);
        var needed = Format.Money(Micros(progress.RequiredDailyGrowth!.Value), asked.Currency);
        return $"Needed: {needed} a day for {Format.Counted(progress.DaysLeft, "day")}; so far {pace} a day.";
    }

    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));
}
