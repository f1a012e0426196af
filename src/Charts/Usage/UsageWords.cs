using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Usage;

/// <summary>Daily use in words. Seven days are compared with seven days, so that weekends do not count twice.</summary>
internal sealed class UsageWords(UsageTable usage)
{
    private const int ThreeWeeks = 21, OneWeek = 7;

    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]) { Caveats = ["whole days; plan on the day of use", "whole days only"], CaveatsMayGo = true };

    /// <summary>"278 users, +2.0%" and shorter wordings: the last day, and the last seven days against the seven before.</summary>
    public IReadOnlyList<string> Ends(UsageLine line)
    {
        var newest = Counts.Digits(line.Newest);
        return line.Week(OneWeek) is { } before && Change.Signed(before, line.Week(0)!.Value) is { } change
            ? [$"{newest} {usage.Noun}, {change}", $"{newest}, {change}", newest]
            : [$"{newest} {usage.Noun}", newest];
    }

    /// <summary>The line whose use moved most, as the title says; null when there is nothing to compare.</summary>
    public UsageLine? Mover => Back is { } back
        ? usage.Named.Where(l => Change.Percent(l.Week(back)!.Value, l.Week(0)!.Value) is not null).MaxBy(l => Math.Abs(Ratio(l, back) - 1))
        : null;

    private int? Back => usage.DayCount >= ThreeWeeks + 7 ? ThreeWeeks : usage.DayCount >= 2 * OneWeek ? OneWeek : null;

    private string Title
    {
        get
        {
            if (usage.IsEmpty) return "No usage recorded yet";
            if (usage.IsAllZero) return $"No active {usage.Noun} in {Counts.WordOf(usage.DayCount, "day")}";
            if (Mover is not { } mover) return $"{Counts.Digits(usage.Lines.Sum(l => (long)l.Newest))} active {usage.Noun} on {Days.Day(usage.Last)}";
            var (before, now) = (mover.Week(Back!.Value)!.Value, mover.Week(0)!.Value);
            return $"{mover.Name} daily {usage.Noun} {(now > before ? "up" : "down")} {Change.Percent(before, now)} in {(Back == ThreeWeeks ? "three weeks" : "a week")}";
        }
    }

    private IReadOnlyList<string> Subtitles
    {
        get
        {
            var what = $"Daily active {usage.Noun} by plan";
            if (usage.IsEmpty) return [what];
            var span = $"{what}, {Days.SpanYear(usage.Data.First, usage.Last)}";
            return Enumerable.Range(0, usage.DayCount).Any(usage.IsWeekend) ? [$"{span} · shaded: weekends", span] : [span];
        }
    }

    private static double Ratio(UsageLine line, int back) => (double)line.Week(0)!.Value / line.Week(back)!.Value;

    private IEnumerable<string> Sentences()
    {
        if (usage.IsEmpty) return ["No usage recorded yet."];
        var newest = usage.Lines.Select(l => $"{l.Name}: {string.Join(", ", Ends(l)[0].Split(", ").Select((e, i) => i == 0 ? $"{e} on {Days.Day(usage.Last)}" : $"last 7 days {e}"))}");
        return
        [
            $"Line chart, daily active {usage.Noun} by plan, {Days.SpanYear(usage.Data.First, usage.Last)}.", $"{string.Join("; ", newest)}.",
            .. usage.Lines.Select(l => $"{l.Name} by day: {string.Join(", ", l.Daily.Select(d => Counts.Digits(d)))}."),
        ];
    }
}
