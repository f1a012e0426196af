using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>MRR by plan, currency, country or segment over a span: which one moves the total.</summary>
internal sealed class KeysPlan(Asked asked, Frame frame) : IAnswerPlan
{
    private readonly Steps _steps = Steps.Of(frame);
    private readonly KeysPicture _picture = KeysPicture.Of(asked, frame);

    public IEnumerable<Period> Periods => [frame.Period, .. _steps.Periods, .. _picture.Months];

    public Answer Write(LedgerView ledger)
    {
        var now = ledger.Total(frame.Period);
        var around = Provenance.Around(asked, ledger);
        if (EmptyWords.Finding(asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        var money = MoneyFormat.For(asked.Currency, [now.Opening, .. _steps.Periods.Select(step => ledger.Total(step).Closing)]);
        var total = new KeyColumn("Total", 0, [.. Balances(step => [ledger.Total(step)]).Select(money.Round)]);
        var keys = Keys(ledger, total, money);
        return around with
        {
            Headline = KeyWords.Finding(keys, total, money, asked.Days.Day(frame.First.AddDays(-1))),
            Sentences = [.. KeyWords.Others(keys, total, money, MonthNames), InTotal(ledger, now, money), .. Provenance.Qualifiers(asked)],
            Table = Table(KeyColumns.Shown(keys, KeyWords.Driver(keys, total), LabelWidth, money), total, money),
            Chart = _picture.Draw(ledger, around.Footer),
            Suggestions = [new("Why did it change?", (asked.Question with { By = Dimension.Total, Why = true }).ToString())],
            Series = ledger.Rows(_steps.Periods),
        };
    }

    /// <summary>"Total on 10 Nov: $58,430, up $9,570 (+19.6%)."</summary>
    private string InTotal(LedgerView ledger, PeriodMrr now, MoneyFormat money) =>
        $"Total on {asked.Days.Day(frame.Last)}: {ChangeWords.Balance(now, money, ledger.Rates, asked.Days)}, {(now.Opening == 0 && now.Closing > 0 ? "up from 0" : ChangeWords.UpOrDown(now.Opening, now.Closing, money))}.";

    /// <summary>Every key with its balances as shown: in each row they add up to the shown total, whichever columns are shown.</summary>
    private List<KeyColumn> Keys(LedgerView ledger, KeyColumn total, MoneyFormat money)
    {
        var names = ledger.Keys(frame.Period).Select(row => row.Key).ToList();
        var exact = names.ConvertAll(key => Balances(step => ledger.Keys(step).Where(row => row.Key == key)));
        var shown = total.Balances.Select((balance, i) => Rounding.ShownParts([.. exact.Select(key => key[i])], balance, money.Unit)).ToList();
        return [.. names.Select((key, k) => (label: ledger.Label(key), balances: shown.ConvertAll(row => row[k])))
            .Where(key => key.balances.Any(balance => balance != 0)).Select(key => new KeyColumn(key.label.Name, key.label.Order, key.balances))];
    }

    private List<long> Balances(Func<Period, IEnumerable<PeriodMrr>> rows) =>
        [rows(_steps.Periods[0]).Sum(row => row.Opening), .. _steps.Periods.Select(step => rows(step).Sum(row => row.Closing))];

    /// <summary>In each row the keys add up to the total; in each column the first row and the change add up to the last.</summary>
    private AnswerTable Table(IReadOnlyList<KeyColumn> keys, KeyColumn total, MoneyFormat money)
    {
        List<KeyColumn> columns = [.. keys, total];
        return new(
            ["", .. columns.Select(column => KeyColumns.Heading(column.Name))],
            [
                .. total.Balances.Select((_, i) => Row(Label(i), columns.Select(column => money.Cell(column.Balances[i])))),
                Row("Change", columns.Select(column => money.SignedCell(column.Change))),
            ],
            string.Join(' ', ((string?[])[_steps.Note(asked), $"Unit: {asked.Currency.Code}, at the end of the day named."]).OfType<string>()));
    }

    private static IReadOnlyList<string> Row(string label, IEnumerable<string> cells) => [label, .. cells];

    private string Label(int row) => row == 0
        ? asked.Days.Day(frame.First.AddDays(-1))
        : asked.Days.Day(_steps.Periods[row - 1].LastDay) + _steps.Mark(_steps.Periods[row - 1], asked);

    private int LabelWidth => Enumerable.Range(0, _steps.Periods.Count + 1).Max(row => Label(row).Length);

    private List<string>? MonthNames => _steps.Unit != CalendarUnit.Month ? null
        : [asked.Days.MonthName(Month.Of(frame.First).Previous), .. _steps.Periods.Select(step => asked.Days.MonthName(Month.Of(step.Start)))];
}
