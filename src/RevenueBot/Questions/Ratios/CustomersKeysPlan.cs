using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>Paying customers by plan, currency, country or segment.</summary>
internal sealed class CustomersKeysPlan(Asked asked) : IAnswerPlan
{
    private readonly Frame _frame = asked.FrameOf(asked.Question.Window ?? new Window.This(CalendarUnit.Month));

    public IEnumerable<Period> Periods => [_frame.Period];

    /// <summary>Customers of one country or segment are in no other; a customer with two plans is in both.</summary>
    private bool AddsUp => asked.Question.By is Dimension.Country or Dimension.Segment;

    public Answer Write(LedgerView ledger)
    {
        var around = Provenance.Around(asked, ledger);
        var total = ledger.Mrr(_frame.Period);
        if (CustomerWords.Empty(asked, ledger, total) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        var keys = KeyRows.Of(ledger, _frame.Period, row => row.Customers != 0 || row.OpeningCustomers != 0);
        return around with
        {
            Headline = Headline(keys, total),
            Sentences = [.. Shared(), .. Provenance.Qualifiers(asked)],
            Table = Table([.. keys, new("Total", 0, total)]),
            Suggestions = [new("In total", (asked.Question with { By = Dimension.Total }).ToString())],
            Series = ledger.Rows(Periods),
        };
    }

    /// <summary>"Starter has the most paying customers on 10 Nov: 310 of 593, five more than on 31 Oct."</summary>
    private string Headline(IReadOnlyList<KeyRow> keys, PeriodMrr total)
    {
        var most = keys.MaxBy(key => key.Row.Customers)!;
        var change = CustomerWords.MoreOrFewer(most.Row.Customers - most.Row.OpeningCustomers);
        return $"{most.Name} has the most paying customers on {asked.Days.Day(_frame.Last)}: {Format.Count(most.Row.Customers)} of {Format.Count(total.Customers)}, {change} on {asked.Days.Day(_frame.First.AddDays(-1))}.";
    }

    private IEnumerable<string> Shared()
    {
        if (!AddsUp) yield return $"A customer with two {(asked.Question.By == Dimension.Plan ? "plans" : "currencies")} counts in both, and once in the total.";
    }

    private AnswerTable Table(IReadOnlyList<KeyRow> rows) => new(
        ["", asked.Days.Day(_frame.First.AddDays(-1)), "New", "Left", asked.Days.Day(_frame.Last), "Change"],
        [
            .. rows.Select(key => (IReadOnlyList<string>)
            [
                key.Name, Format.Count(key.Row.OpeningCustomers), Format.SignedCount(key.Row.NewCustomers), Format.SignedCount(-key.Row.ChurnedCustomers),
                Format.Count(key.Row.Customers), Format.SignedCount(key.Row.Customers - key.Row.OpeningCustomers),
            ]),
        ],
        "The change also holds customers who returned, paused, resumed or moved.");
}
