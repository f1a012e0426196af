using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>Health of all customers, and the ten with the most to lose. Its day is its own: it may be newer than the month.</summary>
internal static class RiskSection
{
    public static DigestSection? Of(MonthlyFigures figures)
    {
        var (health, risk) = (figures.Answers.Health, figures.Answers.AtRisk);
        if (health.Table is null) return null;
        return new("risk", "Customers at risk")
        {
            Headline = BoardSections.Titled(risk.Headline),
            Sentences = [.. health.Sentences, .. figures.RiskModel is { } model ? [model] : Array.Empty<string>(), Scorecard(figures)],
            Charts = BoardSections.Charts("health", health),
            Lists = figures.AtRisk.Count == 0 ? [] : [new DigestList($"The {(figures.AtRisk.Count == 1 ? "one" : Format.CountWord(figures.AtRisk.Count))} with the most at stake", [.. figures.AtRisk.Select(customer => Item(figures, customer))])],
            Note = health.AsOf is { } day && day != figures.Period.Last ? $"This page is of {figures.Days.Day(day)}, newer than {figures.MonthName}." : null,
        };
    }

    private static string Scorecard(MonthlyFigures figures) => $"Alerts: {Format.Lower(figures.Answers.Scorecard.Headline)}";

    private static DigestItem Item(MonthlyFigures figures, RiskyCustomer customer) => new(customer.Name, "One customer", $"{figures.Money.Text(customer.Mrr)} MRR")
    {
        Evidence = $"Health {customer.Score}: {customer.Reasons}.{(customer.Chance is { } chance ? $" {chance} to leave in 30 days." : "")}",
        Do = customer.IsPayment ? "Ask for another card." : "Call about the first reason.", Owner = customer.Owner ?? "no owner", Micros = customer.Expected, NamesCustomers = true,
    };
}
