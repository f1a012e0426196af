using RevenueBot.Charts;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Retention;

/// <summary>Cohorts as pictures.</summary>
internal static class CohortPicture
{
    private const decimal MicrosPerUnit = 1_000_000m;

    /// <summary>Customers who still pay, cohort by cohort.</summary>
    public static Lazy<Chart> Heatmap(CohortView view) =>
        new(() => CohortHeatmapChart.Draw(Data(view.Shown, Metric.Retention, view.Asked.Currency), new ChartFrame { Footer = view.Around.Footer }));

    /// <summary>How long customers, or their MRR, stay: one line a cohort and one for all, and where customers are expected to go.</summary>
    /// <param name="curve">Of customers; null: nothing is projected.</param>
    public static Lazy<Chart> Curves(IReadOnlyList<Cohort> cohorts, FittedRetention? curve, RetentionView view) => new(() =>
    {
        var data = Data(cohorts, view.Asked.Question.Metric, view.Asked.Currency);
        return RetentionCurvesChart.Draw(new RetentionCurves { Retention = data, Projection = curve?.From(data.Together) }, new ChartFrame { Footer = view.Around.Footer });
    });

    /// <summary>The run of customers, of their MRR, or of their MRR without expansion.</summary>
    public static CohortRetention Data(IEnumerable<Cohort> cohorts, Metric metric, RevenueBot.Metrics.Currency currency)
    {
        var (kind, size, kept) = Parts(metric);
        return new()
        {
            Kind = kind, Currency = currency.Code,
            Cohorts = [.. cohorts.Select(cohort => new CohortRow(cohort.Month.FirstDay, size(cohort), [.. cohort.Cells.Select(kept)], cohort.LastIsPart))],
        };
    }

    private static (RetentionKind Kind, Func<Cohort, decimal> Size, Func<CohortCell, decimal> Kept) Parts(Metric metric) => metric switch
    {
        Metric.Nrr => (RetentionKind.NetRevenue, cohort => cohort.InitialMrr / MicrosPerUnit, cell => cell.Mrr / MicrosPerUnit),
        Metric.Grr => (RetentionKind.GrossRevenue, cohort => cohort.InitialMrr / MicrosPerUnit, cell => cell.KeptMrr / MicrosPerUnit),
        _ => (RetentionKind.Customers, cohort => cohort.Size, cell => cell.Active),
    };
}
