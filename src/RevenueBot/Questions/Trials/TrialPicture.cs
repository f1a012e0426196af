using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Trials;

namespace RevenueBot.Questions.Trials;

/// <summary>The month of trials that the answer tells of, once its share is final, as a funnel.</summary>
internal static class TrialPicture
{
    /// <summary>Null before a month of trials has had its days.</summary>
    public static Lazy<Chart>? Draw(TrialWords words, string footer) => words.Told is { } cohort && cohort.IsMature(TrialWords.UsualDays, words.Table.Through)
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
