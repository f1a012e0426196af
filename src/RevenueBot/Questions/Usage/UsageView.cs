using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Usage;

/// <summary>Usage as one answer shows it: whole days of a span beside as many before it.</summary>
internal sealed class UsageView
{
    private const int MostDaysShown = 120;

    private readonly Asked _asked;
    private readonly IReadOnlyList<UsageCell> _cells;
    private readonly IReadOnlyDictionary<string, KeyName> _plans;

    public UsageView(Asked asked, Frame frame, IReadOnlyList<UsageCell> cells, IReadOnlyDictionary<string, KeyName> plans)
    {
        (_asked, _plans) = (asked, plans);
        (Span, Before) = (frame.Period, frame.Before);
        _cells = asked.Question.Only is { By: Dimension.Plan, Key: var only } ? [.. cells.Where(cell => cell.Plan == only)] : cells;
        Metrics = [.. _cells.Where(cell => cell.Metric.Length > 0).Select(cell => cell.Metric).Distinct().Order(StringComparer.Ordinal).Select(metric => Of(metric, Span))
            .Where(sum => sum.UserDays > 0 || sum.Quantity != 0).OrderByDescending(sum => sum.UserDays)];
    }

    /// <summary>What everything here is summed from.</summary>
    public IEnumerable<UsageCell> Cells => _cells.Where(cell => cell.Day >= Span.Start && cell.Day < Span.End);

    public Period Span { get; }

    public Period Before { get; }

    /// <summary>The days of the span that a picture has room for: the last ones.</summary>
    public Period Drawn => new(Span.End.AddDays(-Math.Min(MostDaysShown, Span.End.DayNumber - Span.Start.DayNumber)), Span.End);

    /// <summary>Different people of the span; null of one plan, of one day, and of more than a month.</summary>
    public PeoplePair? People { get; init; }

    public bool IsOneDay => Span.Start == Span.LastDay;

    /// <summary>Any metric.</summary>
    public UsageSum Total => Of("", Span);

    /// <summary>Each metric of the span, that of most user-days first.</summary>
    public IReadOnlyList<UsageSum> Metrics { get; }

    /// <summary>Plans with usage in the span or before it, in the order of plans.</summary>
    public IReadOnlyList<string> Plans => [.. _cells.Select(cell => cell.Plan).Distinct().OrderBy(plan => Label(plan).Order).ThenBy(plan => plan, StringComparer.Ordinal)];

    public string Days => Of(Span);

    public string DaysBefore => Of(Before);

    public UsageSum Of(string metric, Period span) => UsageSum.Of(_cells, metric, span);

    public UsageSum OfPlan(string plan, string metric, Period span) => UsageSum.Of(_cells.Where(cell => cell.Plan == plan), metric, span);

    /// <summary>Active users of a plan on each day of a span, idle days as 0.</summary>
    public IReadOnlyList<int> Daily(string plan, Period span)
    {
        var users = new int[span.End.DayNumber - span.Start.DayNumber];
        foreach (var cell in _cells.Where(cell => cell.Plan == plan && cell.Metric.Length == 0 && cell.Day >= span.Start && cell.Day < span.End))
            users[cell.Day.DayNumber - span.Start.DayNumber] += cell.Users;
        return users;
    }

    /// <summary>The day of most active users.</summary>
    public (DateOnly Day, int Users) Busiest => _cells.Where(cell => cell.Metric.Length == 0 && cell.Day >= Span.Start && cell.Day < Span.End)
        .GroupBy(cell => cell.Day).Select(day => (day.Key, day.Sum(cell => cell.Users))).OrderByDescending(day => day.Item2).ThenBy(day => day.Key).First();

    public string PlanName(string plan) => Label(plan).Name;

    /// <summary>"143", "8.4": whole from 100 on.</summary>
    public static string Number(decimal number)
    {
        var shown = Shown(number);
        return (shown < 0 ? "−" : "") + Math.Abs(shown).ToString(Math.Abs(shown) >= 100 ? "N0" : "0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>"up 12 (+9.2%) vs 26 Sep–25 Oct".</summary>
    public string Change(decimal now, decimal before)
    {
        var change = Shown(now) - Shown(before);
        if (Shown(before) == 0) return $"vs none in {DaysBefore}";
        return change == 0 ? $"unchanged vs {DaysBefore}" : $"{(change > 0 ? "up" : "down")} {Number(Math.Abs(change))} ({Percent(now, before)}) vs {DaysBefore}";
    }

    /// <summary>"+9.2%"; – where it starts from nothing.</summary>
    public static string Percent(decimal now, decimal before) => Format.Growth(Millionths(before), Millionths(now)) ?? Format.Undefined;

    private static long Millionths(decimal number) => decimal.ToInt64(Math.Round(number * 1_000_000, MidpointRounding.AwayFromZero));

    private static decimal Shown(decimal number) => Math.Round(number, Math.Abs(number) >= 100 ? 0 : 1, MidpointRounding.AwayFromZero);

    private KeyLabel Label(string plan) => KeyLabel.Of(Dimension.Plan, plan, _plans.GetValueOrDefault(plan));

    private string Of(Period span) => _asked.Days.Span(span.Start, span.LastDay);
}
