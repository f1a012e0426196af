using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>The proof of a number of customers: those at the start, each line with its ledger rows, those at the end.</summary>
internal sealed class CustomersReceipt(Asked asked) : IAnswerPlan
{
    private readonly Frame _frame = asked.FrameOf(asked.Question.Window ?? new Window.This(CalendarUnit.Month));

    public IEnumerable<Period> Periods => [_frame.Period];

    public Answer Write(LedgerView ledger)
    {
        var row = ledger.Mrr(_frame.Period);
        return Provenance.Around(asked, ledger) with
        {
            Headline = $"How {Format.Counted(row.Customers, "paying customer")} on {asked.Days.Day(_frame.Last)} {(row.Customers == 1 ? "adds" : "add")} up",
            Table = new(
                [asked.Days.Span(_frame.First, _frame.Last), "customers", "rows"],
                [
                    [$"Opening {asked.Days.Day(_frame.First)}", Format.Count(row.OpeningCustomers), ""],
                    .. CustomerLine.All.Where(line => line.Of(row) != 0).Select(line => (IReadOnlyList<string>)
                        [line.Label, Format.SignedCount(line.Of(row)), line.Kind is { } kind ? Format.Count(ledger.RowsOf(kind, _frame.Period)) : ""]),
                    [$"Closing {asked.Days.Day(_frame.Last)}", Format.Count(row.Customers), ""],
                ]),
            Series = ledger.Rows(Periods),
        };
    }
}
