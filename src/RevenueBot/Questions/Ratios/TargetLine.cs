using System.Globalization;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>Targets in words.</summary>
internal sealed record TargetLine(Asked Asked)
{
    private const decimal MicrosPerUnit = 1_000_000m;

    /// <summary>"MRR is $58,430 of the target $60,000 (97.4%) on 10 Nov: reached on 25 Nov at this pace."</summary>
    public string Finding(TargetRow row)
    {
        if (row.Now is not { } now || row.Progress is null) return $"{row.Name}: {Format.Undefined}, target {Goal(row.Target, row.Metric)}.";
        var share = row.Target is { Kind: TargetKind.Level, Value: > 0 } ? $" ({Format.Percent(now / row.Target.Value)})" : "";
        var of = row.Target.Kind == TargetKind.Level ? "of the target" : "with the target";
        return $"{row.Name} is {Value(now, row.Metric)} {of} {Goal(row.Target, row.Metric)}{share} on {Asked.Days.Day(row.Period.LastDay)}: {State(row)}.";
    }

    /// <summary>"Needed: $74.76 a day for 21 days; so far +$105 a day." Null where it is reached, or no day is left.</summary>
    public string? Needed(TargetRow row)
    {
        if (row.Progress is not { State: TargetState.InDays or TargetState.NotAtThisPace, RequiredDailyGrowth: { } needed } progress) return null;
        return $"Needed: {Value(needed, row.Metric)} a day for {Format.Counted(progress.DaysLeft, "day")}; so far {Signed(progress.PacePerDay, row.Metric)} a day.";
    }

    /// <summary>"MRR: (60,000 − 58,430) ÷ 21 days = $74.76 a day."</summary>
    public string? Proof(TargetRow row)
    {
        if (row is not { Now: { } now, Progress: { } progress }) return null;
        var bound = now + progress.Missing;
        return progress.State == TargetState.Reached
            ? $"{row.Name}: {Value(now, row.Metric)} meets {Goal(row.Target, row.Metric)}, so nothing is needed."
            : $"{row.Name}: {Value(bound, row.Metric)} − {Value(now, row.Metric)} = {Value(progress.Missing, row.Metric)} to go"
              + (progress.RequiredDailyGrowth is { } needed ? $"; ÷ {Format.Counted(progress.DaysLeft, "day")} left = {Value(needed, row.Metric)} a day." : "; no day is left.");
    }

    public AnswerTable Table(IReadOnlyList<TargetRow> rows) => new(
        ["", "Now", "Target", "State", "Needed a day"],
        [.. rows.Select(row => (IReadOnlyList<string>)
        [
            row.Name, row.Now is { } now ? Value(now, row.Metric) : Format.Undefined, Goal(row.Target, row.Metric), ShortState(row),
            row.Progress?.RequiredDailyGrowth is { } needed ? Value(needed, row.Metric) : Format.Undefined,
        ])]);

    /// <summary>"$60,000", "above 40", "$130–$170".</summary>
    public string Goal(Target target, TargetMetric? metric) => target.Kind switch
    {
        TargetKind.Level => Set(target.Value, metric),
        TargetKind.Minimum => $"above {Set(target.Value, metric)}",
        TargetKind.Range => target.Upper is { } upper ? $"{Set(target.Value, metric)}–{Set(upper, metric)}" : $"at least {Set(target.Value, metric)}",
    };

    private string Set(decimal value, TargetMetric? metric) => metric?.Unit == TargetUnit.Points ? NpsWords.Goal(value) : Value(value, metric);

    private string State(TargetRow row) => row.Progress! switch
    {
        { State: TargetState.Reached } => "reached",
        { State: TargetState.InDays, Days: { } days } => $"reached on {Asked.Days.Day(row.Period.LastDay.AddDays(days))} at this pace{Late(row, days)}",
        { DaysLeft: 0 } progress => $"{Value(Math.Abs(progress.Missing), row.Metric)} {(progress.Missing < 0 ? "above" : "short")}",
        _ => "not reached at this pace",
    };

    private static string Late(TargetRow row, int days)
    {
        var late = row.Period.LastDay.AddDays(days).DayNumber - row.Target.Month.LastDay.DayNumber;
        return late > 0 ? $", {Format.Counted(late, "day")} late" : "";
    }

    private string ShortState(TargetRow row) => row.Progress switch
    {
        null => Format.Undefined,
        { State: TargetState.Reached } => "reached",
        { State: TargetState.InDays, Days: { } days } => Asked.Days.Day(row.Period.LastDay.AddDays(days)),
        { DaysLeft: 0 } => "missed",
        _ => "not at this pace",
    };

    private string Value(decimal value, TargetMetric? metric) => metric?.Unit switch
    {
        TargetUnit.Money => Format.Money(Micros(value), Asked.Currency),
        TargetUnit.Points => NpsWords.Points(value),
        _ => (value < 0 ? "−" : "") + Math.Abs(Math.Round(value, 1, MidpointRounding.AwayFromZero)).ToString("#,0.#", CultureInfo.InvariantCulture),
    };

    private string Signed(decimal value, TargetMetric? metric) => value > 0 ? $"+{Value(value, metric)}" : Value(value, metric);

    private static long Micros(decimal units) => decimal.ToInt64(Math.Round(units * MicrosPerUnit, MidpointRounding.AwayFromZero));
}
