using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>MRR by plan, currency, country or segment over a span: which one moves the total.</summary>
internal sealed class KeysPlan(Asked asked, Frame frame) : IAnswerPlan
{
    private readonly Steps _steps = Steps.Of(frame);
    private readonly TrendPicture _trend = TrendPicture.Of(frame.First, frame.Last, asked.DayIsOver || frame.Last < asked.Day);

    public IEnumerable<Period> Periods => [frame.Period, .. _steps.Periods, .. _trend.Periods];

    public Answer Write(LedgerView ledger)
    {
        var now = ledger.Total(frame.Period);
        var around = Provenance.Around(asked, ledger);
        if (EmptyWords.Finding(asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        var money = MoneyFormat.For(asked.Currency, [now.Opening, .. _steps.Periods.Select(step => ledger.Total(step).Closing)]);
        var total = new KeyColumn("Total", 0, Balances(step => [ledger.Total(step)]));
        var keys = Keys(ledger);
        return around with
        {
            Headline = KeyWords.Finding(keys, total, money, asked.Days.Day(frame.First.AddDays(-1))),
            Sentences = [.. KeyWords.Others(keys, total, money, MonthNames), InTotal(ledger, now, money), .. Provenance.Qualifiers(asked)],
            Table = Table(KeyColumns.Shown(keys, LabelWidth, money), total, money),
            Chart = _trend.Draw(ledger, asked, around.Footer),
            Suggestions = [new("Why did it change?", (asked.Question with { By = Dimension.Total, Why = true }).ToString())],
            Series = ledger.Rows(_steps.Periods),
        };
    }

    /// <summary>"In total MRR rose $9,570 (+19.6%) to $58,430 on 10 Nov."</summary>
    private string InTotal(LedgerView ledger, PeriodMrr now, MoneyFormat money) =>
        $"Total on {asked.Days.Day(frame.Last)}: {ChangeWords.Balance(now, money, ledger.Rates, asked.Days)}, {ChangeWords.UpOrDown(now.Opening, now.Closing, money)}.";

    private List<KeyColumn> Keys(LedgerView ledger)
    {
        var names = ledger.Keys(frame.Period).Select(row => row.Key);
        return [.. names.Select(key => (key, label: ledger.Label(key))).Select(pair =>
            new KeyColumn(pair.label.Name, pair.label.Order, Balances(step => ledger.Keys(step).Where(row => row.Key == pair.key))))
            .Where(column => column.Balances.Any(balance => balance != 0))];
    }

    private List<long> Balances(Func<Period, IEnumerable<PeriodMrr>> rows) =>
        [rows(_steps.Periods[0]).Sum(row => row.Opening), .. _steps.Periods.Select(step => rows(step).Sum(row => row.Closing))];

    /// <summary>In each row the keys add up to the total; in each column the changes of the rows add up to the change.</summary>
    private AnswerTable Table(IReadOnlyList<KeyColumn> keys, KeyColumn total, MoneyFormat money)
    {
        var shown = Enumerable.Range(0, total.Balances.Count)
            .Select(i => Rounding.ShownParts([.. keys.Select(key => key.Balances[i])], money.Round(total.Balances[i]), money.Unit)).ToList();
        var rows = shown.Select((parts, i) => Row(Label(i), [.. parts.Select(money.Cell), money.Cell(total.Balances[i])]));
        var changes = keys.Select((_, k) => money.SignedCell(shown[^1][k] - shown[0][k]));
        return new(
            ["", .. keys.Select(key => KeyColumns.Heading(key.Name)), total.Name],
            [.. rows, Row("Change", [.. changes, money.SignedCell(money.Change(total.Balances[0], total.Balances[^1]))])],
            string.Join(' ', ((string?[])[_steps.Note(asked), $"Unit: {asked.Currency.Code}, at the end of the day named."]).OfType<string>()));
    }

    private static IReadOnlyList<string> Row(string label, string[] cells) => [label, .. cells];

    private string Label(int row) => row == 0
        ? asked.Days.Day(frame.First.AddDays(-1))
        : asked.Days.Day(_steps.Periods[row - 1].LastDay) + _steps.Mark(_steps.Periods[row - 1], asked);

    private int LabelWidth => Enumerable.Range(0, _steps.Periods.Count + 1).Max(row => Label(row).Length);

    private List<string>? MonthNames => _steps.Unit != CalendarUnit.Month ? null
        : [asked.Days.MonthName(Month.Of(frame.First).Previous), .. _steps.Periods.Select(step => asked.Days.MonthName(Month.Of(step.Start)))];
}
