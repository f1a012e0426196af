using RevenueBot.Charts;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>How long customers and their MRR stay, by the month of their first payment.</summary>
internal static class CohortsSection
{
    private const int Mature = 6, Compared = 3;

    public static DigestSection? Of(MonthlyFigures figures)
    {
        var view = figures.Cohorts;
        if (view.Shown.All(cohort => cohort.Size == 0)) return null;
        return new("cohorts", "Cohorts")
        {
            Headline = BoardSections.Titled(figures.Answers.Cohorts.Headline),
            Figures = figures.Answers.Cohorts.Figures,
            Sentences = [.. figures.Answers.Cohorts.Sentences, .. ReadOut(view)],
            Charts = [Heatmap(figures, Metric.Retention, "cohorts"), Heatmap(figures, Metric.Nrr, "cohorts-revenue")],
        };
    }

    private static DigestChart Heatmap(MonthlyFigures figures, Metric metric, string key)
    {
        var chart = CohortHeatmapChart.Draw(CohortPicture.Data(figures.Cohorts.Shown, metric, figures.Asked.Currency), new ChartFrame { Footer = figures.Answers.Cohorts.Footer, Instance = metric == Metric.Nrr ? 2 : 0 });
        return new(key, chart.Title, chart);
    }

    /// <summary>"Month 6 of the last three cohorts that are old enough: Apr 81.8%, Mar 76.5%, Feb 83.3% still pay."</summary>
    private static IEnumerable<string> ReadOut(CohortView view)
    {
        List<Cohort> old = [.. view.Older(Mature).OrderByDescending(cohort => cohort.Month).Take(Compared)];
        if (old.Count > 1)
            yield return $"Month {Mature} of the last {Format.CountWord(old.Count)} cohorts that are old enough: {string.Join(", ", old.Select(cohort => $"{cohort.Month.FirstDay.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)} {Format.Percent(cohort.LogoRetention(Mature)!.Value)}"))} still pay.";
    }
}
