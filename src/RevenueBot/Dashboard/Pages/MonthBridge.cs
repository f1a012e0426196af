using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using Bridge = RevenueBot.WebDashboard.Parts.Bridge;

namespace RevenueBot.Dashboard.Pages;

/// <summary>What moved MRR, from an opening to a closing: the amounts of the answer's table, as bars.</summary>
internal sealed class MonthBridge(Company company)
{
    /// <param name="mrr">The answer about a balance, or what moved it: its first row is the period.</param>
    public BridgePanel? Of(PageRequest request, Answer mrr)
    {
        if (mrr is not { Kind: AnswerKind.Figures, Series: [var row, ..], AsOf: { } asOf }) return null;
        var days = new Days(asOf.Year);
        var money = MoneyFormat.For(company.Currency, row.Opening, row.Closing);
        var shown = Line.ShownAmounts(row, money);
        var largest = Math.Max(1, shown.Select(Math.Abs).Max());
        var steps = Line.All.Select((line, i) => (line, amount: shown[i])).Where(step => step.line.Always || step.amount != 0)
            .Select(step => new BridgeStep(step.line.Label, KindOf(step.line), money.Signed(step.amount), (double)step.amount / largest));
        return new(
            Title(row.Period, days), $"What moved MRR, {days.Span(row.Period.Start, row.Period.LastDay)}",
            new(
                $"Opening, {days.Day(row.Period.Start.AddDays(-1))}", money.Text(row.Opening), [.. steps], $"Closing, {days.Day(row.Period.LastDay)}", money.Text(row.Closing)), AnswerParts.Links(request, mrr, null))
        {
            Rates =
            [
                new("Net new MRR", money.Signed(money.Change(row.Opening, row.Closing))), new("Quick ratio", QuickRatio(row)),
                new("Customers won", Format.Count(row.NewCustomers)), new("Customers lost", Format.Count(row.ChurnedCustomers)),
            ],
        };
    }

    private static string Title(Period period, Days days) => period.Start.Day == 1 && Month.Of(period.Start) == Month.Of(period.LastDay) ? days.MonthName(Month.Of(period.Start)) : days.Span(period.Start, period.LastDay);

    private static string KindOf(Line line) => line.Kind?.ToString().ToLowerInvariant() ?? "fx";

    private static string QuickRatio(PeriodMrr row) => Questions.Ratios.Ratio.For(Questions.Language.Metric.QuickRatio).Of(row).Value is { } value ? Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) : Format.Undefined;
}
