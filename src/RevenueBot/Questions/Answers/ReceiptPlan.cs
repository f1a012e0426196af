using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>The proof of an answer: opening, each line with its number of ledger rows, closing, as known then.</summary>
internal sealed class ReceiptPlan(Asked asked) : IAnswerPlan
{
    private readonly Frame _frame = AnswerPlan.FrameOf(asked);

    public IEnumerable<Period> Periods => [_frame.Period];

    public Answer Write(LedgerView ledger)
    {
        var row = ledger.Total(_frame.Period);
        var money = MoneyFormat.For(asked.Currency, row.Opening, row.Closing);
        return Provenance.Around(asked, ledger) with
        {
            Headline = $"How {asked.MetricName} of {money.Text(row.Closing)} on {asked.Days.Day(_frame.Last)} adds up",
            Table = Table(ledger, row, money),
            Series = ledger.Rows(Periods),
        };
    }

    private AnswerTable Table(LedgerView ledger, PeriodMrr row, MoneyFormat money)
    {
        var shown = Line.ShownAmounts(row, money);
        var lines = Line.All.Select((line, i) => (line, amount: shown[i], rows: ledger.RowsOf(line.Kind, _frame.Period)))
            .Where(line => line.amount != 0 || line.rows != 0)
            .Select(line => (IReadOnlyList<string>)[line.line.Label, money.SignedCell(line.amount), line.line.Kind is null ? "" : Format.Count(line.rows)]);
        return new(
            [$"{asked.Days.Span(_frame.First, _frame.Last)}, {asked.Currency.Code}", asked.Question.MetricName, "rows"],
            [
                [$"Opening {asked.Days.Day(_frame.First)}", money.Cell(row.Opening), Format.Count(row.OpeningCustomers)],
                .. lines,
                [$"Closing {asked.Days.Day(_frame.Last)}", money.Cell(row.Closing), Format.Count(row.Customers)],
            ]);
    }
}
