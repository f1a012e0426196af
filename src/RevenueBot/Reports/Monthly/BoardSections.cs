using RevenueBot.Questions;

namespace RevenueBot.Reports.Monthly;

/// <summary>Pages of the report in their order. A page without data is left out and named on the last one, never shown empty.</summary>
internal static class BoardSections
{
    public static IReadOnlyList<DigestSection> Of(MonthlyFigures figures)
    {
        List<(string Name, DigestSection? Section, string Why)> pages =
        [
            ("Movements", Movements.Section(figures), figures.Answers.Bridge.Headline),
            ("MRR by plan", PlansSection.Of(figures), figures.Answers.Plans.Headline),
            ("Churn and retention", ChurnSection.Of(figures), figures.Answers.GrossChurn.Headline),
            ("Cohorts", CohortsSection.Of(figures), figures.Answers.Cohorts.Headline),
            ("Customers at risk", RiskSection.Of(figures), figures.Answers.Health.Headline),
            ("Acquisition", AcquisitionSection.Of(figures), "no trial, no payment and no answer about satisfaction yet."),
            ("Forecast", ForecastSection.Of(figures), figures.Answers.Forecast.Headline),
            ("Recommendations", AdviceSection.Of(figures), "no rule found all five parts of a recommendation this month."),
        ];
        return [.. pages.Select(page => page.Section).OfType<DigestSection>(), DefinitionsSection.Of(figures, [.. pages.Where(page => page.Section is null).Select(page => (page.Name, page.Why))])];
    }

    /// <summary>A finding as the title of a page: without its full stop.</summary>
    public static string Titled(string sentence) => sentence.TrimEnd('.');

    public static IReadOnlyList<DigestChart> Charts(string key, Answer answer) => answer.Chart is { Value: var chart } ? [new DigestChart(key, chart.Title, chart)] : [];

    public static IReadOnlyList<DigestTable> Tables(string? heading, AnswerTable? table) => table is null ? [] : [new DigestTable(heading, table)];
}
