using RevenueBot.Charts;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Usage;

/// <summary>Active users day by day and plan by plan as a picture.</summary>
internal static class UsagePicture
{
    private const int MostDays = 120;

    public static Lazy<Chart> Draw(UsageView view, string footer) => new(() => UsageByPlanChart.Draw(Data(view), new ChartFrame { Footer = footer }));

    private static UsageByPlan Data(UsageView view)
    {
        var first = view.Span.End.AddDays(-Math.Min(MostDays, view.Span.End.DayNumber - view.Span.Start.DayNumber));
        Period shown = new(first, view.Span.End);
        var plans = view.Plans.Select(plan => new PlanUsage(view.PlanName(plan), view.Daily(plan, shown)));
        return new() { First = first, Plans = [.. plans.Where(plan => plan.Daily.Any(users => users > 0))] };
    }
}
