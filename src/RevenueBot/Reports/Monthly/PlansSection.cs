using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>Twelve months by plan, and each plan's part of the month.</summary>
internal static class PlansSection
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static DigestSection? Of(MonthlyFigures figures) => figures.Answers.Plans.Table is null ? null : new("plans", "MRR by plan")
    {
        Headline = BoardSections.Titled(figures.Answers.Plans.Headline), Sentences = [.. figures.Answers.Plans.Sentences],
        Charts = [.. Chart(figures)], Tables = [new DigestTable($"Plans on {figures.Days.Day(figures.Period.Last)}", Table(figures))],
    };

    private static IEnumerable<DigestChart> Chart(MonthlyFigures figures)
    {
        var months = figures.Months.SkipWhile(month => figures.Plans.Mrr(month) is { Opening: 0, Closing: 0 }).ToList();
        if (months.Count == 0) yield break;
        var rows = months.ConvertAll(month => figures.Plans.Keys(month).ToDictionary(row => row.Key, row => row.Closing));
        var chart = StackedTrendChart.Draw(
            new RevenueByKey
            {
                Currency = figures.Asked.Currency.Code, LastMonth = months[^1].Start,
                Keys = [.. rows.SelectMany(row => row.Keys).Distinct().Select(key => new KeySeries(figures.Plans.Label(key).Name, [.. rows.Select(row => row.GetValueOrDefault(key) / MicrosPerUnit)])).Where(key => key.Mrr.Any(value => value != 0))],
            },
            new ChartFrame { Footer = figures.Answers.Plans.Footer });
        yield return new("plans", chart.Title, chart);
    }

    /// <summary>MRR, its change, customers and share by plan: what is shown adds up to the shown total.</summary>
    private static AnswerTable Table(MonthlyFigures figures)
    {
        var (money, month) = (figures.Money, figures.Months[^1]);
        var rows = KeyRows.Of(figures.Plans, month, row => row.Closing != 0 || row.Opening != 0);
        var closing = Rounding.ShownParts([.. rows.Select(row => row.Row.Closing)], money.Round(figures.Month.Closing), money.Unit);
        var opening = Rounding.ShownParts([.. rows.Select(row => row.Row.Opening)], money.Round(figures.Month.Opening), money.Unit);
        var shares = figures.Month.Closing <= 0 || rows.Any(row => row.Row.Closing < 0) ? null : Format.Shares([.. rows.Select(row => row.Row.Closing)]);
        return new(
            [$"Plan, {money.Currency.Code}", "MRR", "Change", "Customers", "Share"],
            [
                .. rows.Select((row, i) => (IReadOnlyList<string>)[row.Name, money.Cell(closing[i]), money.SignedCell(closing[i] - opening[i]), Format.Count(row.Row.Customers), shares?[i] ?? Format.Undefined]),
                ["Total", money.Cell(figures.Month.Closing), money.SignedCell(money.Change(figures.Month.Opening, figures.Month.Closing)), Format.Count(figures.Month.Customers), "100.0%"],
            ],
            $"Change: in {figures.MonthName}. A customer with two plans counts in both, and once in the total.");
    }
}
