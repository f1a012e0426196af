using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>Opening, movements, closing of a period beside those of the period before. Each column adds up as shown.</summary>
internal static class Bridge
{
    public static AnswerTable Table(PeriodMrr now, PeriodMrr before, MoneyFormat money, Days days)
    {
        var (shownNow, shownBefore) = (Line.ShownAmounts(now, money), Line.ShownAmounts(before, money));
        var lines = Line.All.Select((line, i) => (line, i)).Where(row => row.line.Always || shownNow[row.i] != 0 || shownBefore[row.i] != 0);
        return new(
            [money.Currency.Code, days.Span(now.Period.Start, now.Period.LastDay), days.Span(before.Period.Start, before.Period.LastDay)],
            [
                ["Opening", money.Cell(now.Opening), money.Cell(before.Opening)],
                .. lines.Select(row => (IReadOnlyList<string>)[Label(row.line, now), money.SignedCell(shownNow[row.i]), money.SignedCell(shownBefore[row.i])]),
                ["Closing", money.Cell(now.Closing), money.Cell(before.Closing)],
            ]);
    }

    private static string Label(Line line, PeriodMrr now) =>
        line.Customers is { } customers && customers(now) != 0 ? $"{line.Label} ({Format.Counted(customers(now), "customer")})" : line.Label;
}
