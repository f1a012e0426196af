using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Retention;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>The facts of recommendations, from the figures of a report.</summary>
internal static class AdviceFactsOf
{
    public static AdviceFacts Report(MonthlyFigures figures, (Stakes Stakes, Risk Risk, ExpansionSummary Expansion, IReadOnlyList<TrialCohort> Trials, Owners Owners) with)
    {
        var (month, year) = (figures.Churn.Span.Steps is [.., var last] ? figures.Churn.Total(last) : null, figures.Answers.Retention.Figures.FirstOrDefault(figure => figure.Key == "grr")?.Number);
        return new()
        {
            Asked = figures.Asked, Month = figures.Month, Before = figures.Before, Today = with.Stakes.Day, MrrToday = with.Stakes.Mrr, Owners = with.Owners,
            Involuntary = Unpaid(figures, 0), InvoluntaryBefore = Unpaid(figures, 1), Failing = with.Stakes.Failing, Cancelling = with.Stakes.Cancelling, Largest = with.Stakes.Largest,
            HighRisk = with.Risk.High, Expansion = with.Expansion, Trials = with.Trials, YearGrr = year, LogoChurn = month is { } row ? Rate.LogoChurn.Of(row) : null,
            Renewing = figures.Forecast.Outlook.Known?.Renewing ?? [],
            Plans = [.. figures.Plans.Keys(figures.Months[^1]).Select(row => new PlanLosses(figures.Plans.Label(row.Key).Name, row.Opening, row.Churn + row.Contraction))],
            Asp = figures.Month.NewCustomers > 0 ? figures.Month.New / figures.Month.NewCustomers : null,
        };
    }

    private static long Unpaid(MonthlyFigures figures, int period) =>
        figures.Why.Periods[period].Why.Reasons.Where(part => part is { Kind: MovementKind.Churn, Reason: MovementReason.Involuntary }).Sum(part => part.Amount);
}
