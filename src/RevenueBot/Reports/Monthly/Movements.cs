using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Why;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>From opening to closing, beside the month before, with the reasons of what was lost.</summary>
internal static class Movements
{
    public static DigestSection? Section(MonthlyFigures figures)
    {
        if (figures.Answers.Bridge is not { Table: { } table } bridge) return null;
        return new("bridge", "Movements")
        {
            Headline = string.Join("; ", Largest(figures).Select((part, i) => i == 0 ? part : Format.Lower(part))), Layout = DigestLayout.Wide,
            Figures = bridge.Figures, Sentences = [.. Reasons(figures)], Tables = [new DigestTable(null, table)], Charts = [.. BoardSections.Charts("bridge", bridge).Select(chart => chart with { AnswerId = bridge.Id })],
        };
    }

    /// <summary>"New customers added $3,910", "Churn took $2,860": the largest line up and the largest down, as the bridge shows them.</summary>
    public static IEnumerable<string> Largest(MonthlyFigures figures)
    {
        var lines = Shown(figures);
        if (lines.All(line => line.Shown == 0)) yield return $"Nothing moved MRR in {figures.MonthName}";
        if (lines.MaxBy(line => line.Shown) is { Shown: > 0 } gain) yield return $"{gain.Line.Subject} added {figures.Money.Text(gain.Shown)}";
        if (lines.MinBy(line => line.Shown) is { Shown: < 0 } loss) yield return $"{loss.Line.Subject} took {figures.Money.Text(-loss.Shown)}";
    }

    /// <summary>"Churn: by choice −$1,033, unpaid invoices −$268, to a free plan −$156." For the line that gave and the one that took most.</summary>
    private static IEnumerable<string> Reasons(MonthlyFigures figures)
    {
        var lines = Shown(figures);
        foreach (var (line, shown) in (IEnumerable<(Line, long)>)[lines.MaxBy(line => line.Shown), lines.MinBy(line => line.Shown)])
        {
            var parts = figures.Why.Periods[0].Why.Reasons.Where(part => part.Kind == line.Kind && part.Amount != 0).Select(part => (Word: ReasonWords.Of(part.Kind, part.Reason), part.Amount)).Where(part => part.Word is not null).ToList();
            if (shown != 0 && parts.Count > 1) yield return $"{line.Label}: {string.Join(", ", parts.Take(4).Select(part => $"{part.Word} {figures.Money.Signed(part.Amount)}"))}.";
        }
    }

    private static List<(Line Line, long Shown)> Shown(MonthlyFigures figures) => [.. Line.All.Zip(Line.ShownAmounts(figures.Month, figures.Money))];
}
