using RevenueBot.Charts;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Usage;

/// <summary>Active users day by day and plan by plan as a picture.</summary>
internal static class UsagePicture
{

    public static Lazy<Chart> Draw(UsageView view, string footer) => new(() => UsageByPlanChart.Draw(Data(view), new ChartFrame { Footer = footer }));

    private static UsageByPlan Data(UsageView view)
    {
        var shown = view.Drawn;
        var plans = view.Plans.Select(plan => new PlanUsage(view.PlanName(plan), view.Daily(plan, shown)));
        return new() { First = shown.Start, Plans = [.. plans.Where(plan => plan.Daily.Any(users => users > 0))] };
    }
}
