using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Why;

namespace RevenueBot.Reports.Monthly;

/// <summary>What was lost of what there was: this month, twelve months as lines, and by reason.</summary>
internal static class ChurnSection
{
    private const int MonthsInTable = 6;

    public static DigestSection? Of(MonthlyFigures figures)
    {
        var answers = figures.Answers;
        if (answers.GrossChurn.Table is null) return null;
        return new("churn", "Churn and retention")
        {
            Headline = BoardSections.Titled(answers.GrossChurn.Headline),
            Figures = [.. answers.GrossChurn.Figures.Where(figure => figure.Key is not "left_customers"), .. answers.Retention.Figures.Where(figure => figure.Key is "nrr" or "grr").Select(Windowed), .. answers.QuickRatio.Figures.Where(figure => figure.Key == "quick_ratio")],
            Sentences = [.. answers.GrossChurn.Sentences],
            Charts = [.. Chart(figures)],
            Tables = [new DigestTable("Losses by reason", ByReason(figures)), new DigestTable("By month", RetentionTables.Series(figures.Churn, [.. figures.Churn.Span.Steps.TakeLast(MonthsInTable)], [Rate.GrossMrrChurn, Rate.NetMrrChurn, Rate.LogoChurn]))],
        };
    }

    /// <summary>The window stands in the name: a rate of a month is no rate of a year.</summary>
    private static Figure Windowed(Figure figure) => figure with { Label = $"{figure.Label}, 12 months" };

    private static IEnumerable<DigestChart> Chart(MonthlyFigures figures)
    {
        var steps = figures.Churn.Span.Steps;
        if (steps.Count == 0) yield break;
        var chart = RatesChart.Draw(
            new RatesTrend
            {
                Measure = Measure.Percentage, Definition = "of those who paid at the start of the month", First = steps[0].Start,
                Lines = [.. ((Rate[])[Rate.GrossMrrChurn, Rate.NetMrrChurn]).Select(rate => new RevenueBot.Charts.RateSeries(rate.Name, [.. steps.Select(step => rate.Of(figures.Churn.Total(step)))]))],
            },
            new ChartFrame { Footer = figures.Answers.GrossChurn.Footer });
        yield return new("churn", chart.Title, chart);
    }

    /// <summary>The lines of loss of the month's bridge with their reasons, as its answer shows them.</summary>
    private static AnswerTable ByReason(MonthlyFigures figures)
    {
        var all = WhyTables.ByReason(figures.Why.Periods[0], figures.Why.Periods[1], figures.Money, figures.Days);
        var isLoss = false;
        List<IReadOnlyList<string>> rows = [];
        foreach (var row in all.Rows)
        {
            if (!row[0].StartsWith(' ')) isLoss = ((string[])["Contraction", "Churn", "Paused"]).Any(name => row[0].StartsWith(name, StringComparison.Ordinal));
            if (isLoss) rows.Add(row[0].StartsWith(' ') ? [$"– {row[0].Trim()}", row[1], row[2]] : row);
        }

        return new(all.Columns, rows);
    }
}
