using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Usage;

/// <summary>Usage as tables.</summary>
internal static class UsageTables
{
    private const string Means = "Users a day: mean of all days, idle ones as 0. Per user: of an active user on an active day.";

    public static AnswerTable ByMetric(UsageView view)
    {
        var any = view.Total;
        return new(
            ["Metric", "Users a day", "Total", "Per user"],
            [
                .. view.Metrics.Select(metric => (IReadOnlyList<string>)[metric.Metric, UsageView.Number(metric.DailyUsers!.Value), UsageView.Number(metric.Quantity), metric.PerUser is { } one ? UsageView.Number(one) : Format.Undefined]),
                ["Any", UsageView.Number(any.DailyUsers!.Value), Format.Undefined, Format.Undefined],
            ],
            $"{Means} Metrics have different units, so they have no total.");
    }

    /// <param name="metric">Whose quantity is shown.</param>
    public static AnswerTable ByPlan(UsageView view, string metric)
    {
        IReadOnlyList<string> Row(string label, UsageSum any, UsageSum before, UsageSum of) =>
        [
            label, UsageView.Number(any.DailyUsers!.Value), UsageView.Percent(any.DailyUsers.Value, before.DailyUsers!.Value), UsageView.Number(of.Quantity),
            of.PerUser is { } one ? UsageView.Number(one) : Format.Undefined,
        ];
        return new(
            ["Plan", "Users a day", "Change", metric, "Per user"],
            [
                .. view.Plans.Select(plan => Row(view.PlanName(plan), view.OfPlan(plan, "", view.Span), view.OfPlan(plan, "", view.Before), view.OfPlan(plan, metric, view.Span))),
                Row("All", view.Total, view.Of("", view.Before), view.Of(metric, view.Span)),
            ],
            $"The plan is the one of the day. {Means} Change: vs {view.DaysBefore}.");
    }

    /// <summary>What adds up: user-days, and the quantity of each metric, plan by plan.</summary>
    public static AnswerTable Receipt(UsageView view)
    {
        IReadOnlyList<string> Row(string label, Func<string, UsageSum> of) =>
            [label, Format.Count(of("").UserDays), .. view.Metrics.Select(metric => UsageView.Number(of(metric.Metric).Quantity))];
        return new(
            [view.Days, "User-days", .. view.Metrics.Select(metric => metric.Metric)],
            [.. view.Plans.Select(plan => Row(view.PlanName(plan), metric => view.OfPlan(plan, metric, view.Span))), Row("Total", metric => view.Of(metric, view.Span))]);
    }
}
