using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Trials;

namespace RevenueBot.Questions.Trials;

/// <summary>The newest month of trials whose share is final, as a funnel.</summary>
internal static class TrialPicture
{
    /// <summary>Null before a month of trials has had its days.</summary>
    public static Lazy<Chart>? Draw(TrialTable table, string footer) => table.LastMature(TrialWords.UsualDays) is { } cohort
        ? new(() => TrialFunnelChart.Draw(Data(cohort), new ChartFrame { Footer = footer })) : null;

    private static TrialFunnel Data(TrialCohort cohort)
    {
        var within = cohort with { Converted = [.. cohort.Converted.Where(count => count.Days <= TrialWords.UsualDays)] };
        var took = DaysToConvert.Of([within]);
        return new()
        {
            From = cohort.FirstDay, To = Month.Of(cohort.FirstDay).LastDay, WindowDays = TrialWords.UsualDays,
            Steps = [new("Trial started", cohort.Started), new("Paid", cohort.PaidWithin(TrialWords.UsualDays))],
            MeanDays = took.Mean, MedianDays = took.Median,
        };
    }
}
