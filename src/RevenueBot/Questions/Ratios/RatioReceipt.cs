using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>The proof of a ratio: its formula with the figures put in, and the ledger lines behind them with their customers and rows.</summary>
internal sealed class RatioReceipt(Asked asked) : IAnswerPlan
{
    private static readonly Window ThisMonth = new Window.This(CalendarUnit.Month);

    private readonly Ratio _ratio = Ratio.For(asked.Question.Metric);
    private readonly Frame _frame = asked.FrameOf(asked.Question.Window ?? ThisMonth);

    public IEnumerable<Period> Periods => [_frame.Period];

    public Answer Write(LedgerView ledger)
    {
        var row = ledger.Mrr(_frame.Period);
        var value = _ratio.Of(row);
        var text = value.Why is { } why ? $"{Format.Undefined} ({RatioWords.Why(why)})" : _ratio.Text(value, RatioWords.Money(asked, [value]));
        var when = _ratio.IsBalance ? $"on {asked.Days.Day(_frame.Last)}" : $"for {asked.Days.Span(_frame.First, _frame.Last)}";
        return Provenance.Around(asked, ledger) with
        {
            Headline = $"{Format.Capital(asked.MetricName)} {when}: {_ratio.Formula(row, asked.Currency)} = {text}",
            Table = Table(ledger, row),
            Series = ledger.Rows(Periods),
        };
    }

    private AnswerTable Table(LedgerView ledger, PeriodMrr row)
    {
        var money = _ratio.IsBalance ? MoneyFormat.For(asked.Currency, row.Opening, row.Closing) : MoneyFormat.For(asked.Currency, row.New);
        // Only a table from opening to closing has a total to add up to; a part shows the amount that the formula above it shows.
        IReadOnlyList<long> shown = _ratio.IsBalance ? Line.ShownAmounts(row, money) : [.. Line.All.Select(line => money.Round(line.Amount(row)))];
        var parts = _ratio.Metric == Metric.QuickRatio ? QuickRatioParts.Of(row, asked.Currency) : null;
        if (parts is not null) money = parts.Money;
        var lines = Line.All.Select((line, i) => (line, amount: parts?.Of(line.Kind) ?? shown[i], customers: CustomerLines.Of(line, row), rows: ledger.RowsOf(line.Kind, _frame.Period)))
            .Where(line => IsPart(line.line) && (line.amount != 0 || line.customers != 0 || line.rows != 0))
            .Select(line => (IReadOnlyList<string>)[line.line.Label, money.SignedCell(line.amount), Format.SignedCount(line.customers), line.line.Kind is null ? "" : Format.Count(line.rows)])
            .ToList();
        if (CustomerLines.Others(row) is not 0 and var others) lines.Add(["Other", "0", Format.SignedCount(others), ""]);
        if (_ratio.IsBalance) lines = [Balance("Opening", _frame.First, money.Cell(row.Opening), row.OpeningCustomers), .. lines, Balance("Closing", _frame.Last, money.Cell(row.Closing), row.Customers)];
        return new([$"{asked.Days.Span(_frame.First, _frame.Last)}, {asked.Currency.Code}", "MRR", "customers", "rows"], lines);
    }

    private IReadOnlyList<string> Balance(string name, DateOnly day, string amount, int customers) => [$"{name} {asked.Days.Day(day)}", amount, Format.Count(customers), ""];

    /// <summary>A balance is the sum of all lines; the other ratios are made of a few.</summary>
    private bool IsPart(Line line) => _ratio.Metric switch
    {
        Metric.Asp => line.Kind == MovementKind.New,
        Metric.QuickRatio => line.Kind is MovementKind.New or MovementKind.Expansion or MovementKind.Contraction or MovementKind.Churn,
        _ => true,
    };
}

/// <summary>Paying customers gained and lost by the lines of the identity.</summary>
internal static class CustomerLines
{
    /// <summary>Losses negative.</summary>
    public static int Of(Line line, PeriodMrr row) => line.Kind switch
    {
        MovementKind.New => row.NewCustomers,
        MovementKind.Reactivation => row.ReactivatedCustomers,
        MovementKind.Resumed => row.ResumedCustomers,
        MovementKind.Churn => -row.ChurnedCustomers,
        MovementKind.Paused => -row.PausedCustomers,
        _ => 0,
    };

    /// <summary>What the named lines leave: customers who moved between keys, and free plans where a profile calls them contraction.</summary>
    public static int Others(PeriodMrr row) => row.Customers - row.OpeningCustomers - row.NewCustomers - row.ReactivatedCustomers - row.ResumedCustomers
        + row.ChurnedCustomers + row.PausedCustomers;
}
