using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports;

/// <summary>Progress to the month's target of MRR: how much of it, what is missing, the pace it needs, and the pace it has.</summary>
internal static class TargetNote
{
    private const decimal MicrosPerUnit = 1_000_000m;

    /// <summary>Nearly reached is not shown as reached.</summary>
    private const decimal AlmostAll = 0.999m;

    /// <summary>"Target 30 Nov: $60,000." – "97.4% reached, $1,570 to go. Needed: $78.50 a day for 20 days. November so far: $105 a day. On pace for 25 Nov." Null without a target.</summary>
    public static DigestNote? Of(TargetRow? row, Asked asked) => row is not { Progress: { } progress, Now: { } now } ? null
        : new($"Target {asked.Days.Day(row.Target.Month.LastDay)}: {new TargetLine(asked).Goal(row.Target, row.Metric)}.", string.Join(' ', Sentences(row, progress, now, asked)))
        {
            Reached = row.Target is { Kind: TargetKind.Level, Value: > 0 } ? now / row.Target.Value : null,
        };

    /// <summary>"On pace for $60,000 on 25 Nov." Null without a target.</summary>
    public static string? Teaser(TargetRow? row, Asked asked)
    {
        if (row is not { Progress: { } progress }) return null;
        var goal = new TargetLine(asked).Goal(row.Target, row.Metric);
        return progress switch
        {
            { State: TargetState.Reached } => $"The target of {goal} is reached.",
            { Days: { } days } when row.Period.LastDay.AddDays(days) is var day => day <= row.Target.Month.LastDay ? $"On pace for {goal} on {asked.Days.Day(day)}." : $"{goal} on {asked.Days.Day(day)} at this pace.",
            { DaysLeft: 0 } => $"The target of {goal} was missed.",
            _ => $"Not on pace for {goal}.",
        };
    }

    private static IEnumerable<string> Sentences(TargetRow row, TargetProgress progress, decimal now, Asked asked)
    {
        if (progress.State == TargetState.Reached)
        {
            yield return Reached(row, now, asked);
            yield break;
        }

        var bound = now + progress.Missing;
        var money = MoneyFormat.For(asked.Currency, Micros(now), Micros(bound));
        var missing = money.Text(Math.Abs(money.Change(Micros(now), Micros(bound))));
        if (progress.DaysLeft == 0)
        {
            yield return progress.Missing < 0 ? $"{missing} above it." : $"{missing} short.";
            yield break;
        }

        var share = row.Target is { Kind: TargetKind.Level, Value: > 0 } && now >= 0 ? $"{Format.Percent(Math.Min(now / row.Target.Value, AlmostAll))} reached, " : "";
        yield return $"{share}{missing} {(progress.Missing < 0 ? "above it" : "to go")}.";
        yield return $"Needed: {Format.Money(Micros(progress.RequiredDailyGrowth!.Value), asked.Currency)} a day for {Format.Counted(progress.DaysLeft, "day")}.";
        yield return $"{asked.Days.MonthName(row.Target.Month)} so far: {Format.Money(Micros(progress.PacePerDay), asked.Currency)} a day.";
        yield return Pace(row, progress, asked);
    }

    private static string Reached(TargetRow row, decimal now, Asked asked)
    {
        var money = MoneyFormat.For(asked.Currency, Micros(now), Micros(row.Target.Value));
        return row.Target.Kind == TargetKind.Range ? "Within it." : money.Change(Micros(row.Target.Value), Micros(now)) is > 0 and var above ? $"Reached: {money.Text(above)} above." : "Reached.";
    }

    /// <summary>"On pace for 25 Nov." "At this pace it is reached on 5 Dec, 5 days late."</summary>
    private static string Pace(TargetRow row, TargetProgress progress, Asked asked)
    {
        if (progress.Days is not { } days) return "Not reached at this pace.";
        var (day, end) = (row.Period.LastDay.AddDays(days), row.Target.Month.LastDay);
        return day <= end ? $"On pace for {asked.Days.Day(day)}." : $"At this pace it is reached on {asked.Days.Day(day)}, {Format.Counted(day.DayNumber - end.DayNumber, "day")} late.";
    }

    private static long Micros(decimal units) => decimal.ToInt64(Math.Round(units * MicrosPerUnit, MidpointRounding.AwayFromZero));
}
