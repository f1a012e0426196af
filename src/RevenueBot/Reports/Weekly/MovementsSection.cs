using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Why;

namespace RevenueBot.Reports.Weekly;

/// <summary>What moved MRR: each line with its reasons beside the week before, and the customers who moved it most.</summary>
internal static class MovementsSection
{
    public static DigestSection Of(WeeklyFigures figures)
    {
        var table = WhyTables.ByReason(figures.Week, figures.Before, figures.Money, figures.Asked.Days);
        return new("movements", "Movements")
        {
            Headline = Headline(figures),
            Tables = figures.Week.Why.Largest.Count == 0 ? [new(null, table)] : [new(null, table), Customers(figures)],
        };
    }

    /// <summary>"2–8 Nov: new +$1,140, expansion +$690, churn −$1,082; net +$748." The amounts add up as shown.</summary>
    private static string Headline(WeeklyFigures figures)
    {
        var (money, shown) = (figures.Money, figures.Shown);
        var lines = Line.All.Select((line, i) => (line, amount: shown[i])).Where(row => row.amount != 0).Select(row => $"{row.line.Label.ToLowerInvariant()} {money.Signed(row.amount)}").ToList();
        return lines.Count == 0 ? $"Nothing moved in {figures.Span}." : $"{figures.Span}: {string.Join(", ", lines)}; net {money.Signed(money.Change(figures.Now.Opening, figures.Now.Closing))}.";
    }

    private static DigestTable Customers(WeeklyFigures figures) => new(
        "Who moved most", WhyTables.ByCustomer(figures.Week, figures.Names, figures.Money), WhyTables.ByCustomer(figures.Week, new Dictionary<string, string>(), figures.Money))
    { NamesCustomers = true };
}
