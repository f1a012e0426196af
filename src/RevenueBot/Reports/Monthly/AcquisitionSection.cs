using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>Trials and their conversion, what a customer is worth, and what customers say.</summary>
internal static class AcquisitionSection
{
    public static DigestSection? Of(MonthlyFigures figures)
    {
        var answers = figures.Answers;
        var tables = (IReadOnlyList<DigestTable>)[.. BoardSections.Tables("Conversion by the month the trial began", answers.Conversion.Table), .. BoardSections.Tables("What a customer is worth, by plan", Worth(figures))];
        IReadOnlyList<Figure> numbers = [.. answers.Bridge.Figures.Where(figure => figure.Key == "new_customers"), .. answers.Ltv.Figures.Where(figure => figure.Key == "ltv"), .. answers.Clv.Figures.Where(figure => figure.Key == "clv"), .. Nps(answers.Nps)];
        if (figures.IsEmpty || (tables.Count == 0 && numbers.Count == 0)) return null;
        var hasTrials = answers.Conversion.Table is not null;
        return new("acquisition", "Acquisition")
        {
            Headline = hasTrials ? BoardSections.Titled(answers.Conversion.Headline) : answers.Clv.Table is not null ? BoardSections.Titled(answers.Clv.Headline) : $"{Format.Counted(figures.Month.NewCustomers, "new customer")} in {figures.MonthName}",
            Figures = numbers,
            Sentences = [.. hasTrials ? answers.Conversion.Sentences : [], .. answers.Ltv.Figures is [{ Micros: not null }, ..] ? [answers.Ltv.Headline] : Array.Empty<string>()],
            Tables = tables,
            Charts = hasTrials ? BoardSections.Charts("trials", answers.Conversion) : [],
        };
    }

    /// <summary>Only with its margin and the number of answers.</summary>
    private static IEnumerable<Figure> Nps(Answer nps)
    {
        if (nps.Figures.FirstOrDefault(figure => figure.Key == "nps") is not { Number: not null } score) yield break;
        var (margin, count) = (nps.Figures.FirstOrDefault(figure => figure.Key == "margin"), nps.Figures.FirstOrDefault(figure => figure.Key == "responses"));
        yield return score with { Comparison = string.Join(", ", ((string?[])[margin?.Value, count is null ? null : $"{count.Value} answers", score.Comparison]).OfType<string>()) };
    }

    /// <summary>ARPA of today's plans beside what customers who began with them have brought.</summary>
    private static AnswerTable? Worth(MonthlyFigures figures)
    {
        if (figures.Answers.PlanArpa.Table is not { } arpa) return null;
        var lifetimes = (figures.Answers.Clv.Table?.Rows ?? []).ToDictionary(row => row[0]);
        return new(
            [$"Plan, {figures.Asked.Currency.Code}", "Customers", "ARPA", "Realised CLV", "Months", "n"],
            [.. arpa.Rows.Select(row => (IReadOnlyList<string>)[row[0], row[3], row[1], .. Lifetime(lifetimes.GetValueOrDefault(row[0] == "Total" ? "All" : row[0]))])],
            $"ARPA on {figures.Days.Day(figures.Period.Last)}. n: customers who ever paid and began with the plan; {Format.Undefined} where there are none.");
    }

    private static IReadOnlyList<string> Lifetime(IReadOnlyList<string>? row) => row is null ? [Format.Undefined, Format.Undefined, "0"] : [row[2], row[4], row[1]];
}
