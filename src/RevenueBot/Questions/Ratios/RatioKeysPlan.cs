using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>A ratio by plan, currency, country or segment, beside that of the whole company.</summary>
internal sealed class RatioKeysPlan(Asked asked) : IAnswerPlan
{
    private static readonly Window ThisMonth = new Window.This(CalendarUnit.Month);

    private readonly Ratio _ratio = Ratio.For(asked.Question.Metric);
    private readonly Frame _frame = asked.FrameOf(asked.Question.Window ?? ThisMonth);

    /// <summary>Answers where the ratio of the whole company is undefined: keys could not be compared with it.</summary>
    private readonly RatioPlan _whole = new(asked with { Question = asked.Question with { By = Dimension.Total } });

    public IEnumerable<Period> Periods => [_frame.Period, .. _whole.Periods];

    public Answer Write(LedgerView ledger)
    {
        var around = Provenance.Around(asked, ledger);
        var total = ledger.Mrr(_frame.Period);
        if (_ratio.Of(total).Why is not null) return _whole.Write(ledger);
        var keys = KeyRows.Of(ledger, _frame.Period, row => _ratio.Above.Of(row) != 0 || _ratio.Below.Of(row) != 0);
        var money = RatioWords.Money(asked, keys.Select(key => _ratio.Of(key.Row)).Append(_ratio.Of(total)));
        return around with
        {
            Headline = Headline(keys, total, money),
            Sentences = [.. Shared(), .. _ratio.IsBalance && EndOfSpan.Sentence(asked, $"{_ratio.Title} is") is { } end ? (string[])[end] : [], .. RatioPlan.Limits(asked, ledger, total)],
            Table = Table(keys, total, money),
            Suggestions = [new("In total", (asked.Question with { By = Dimension.Total }).ToString())],
            Series = ledger.Rows([_frame.Period]),
        };
    }

    /// <summary>"Business has the highest ARPA: $171.20, vs $98.53 in total on 10 Nov."</summary>
    private string Headline(IReadOnlyList<KeyRow> keys, PeriodMrr total, MoneyFormat money)
    {
        var when = _ratio.IsBalance ? $"on {asked.Days.Day(_frame.Last)}" : $"for {asked.Days.Span(_frame.First, _frame.Last)}";
        var inTotal = _ratio.Text(_ratio.Of(total), money);
        return keys.Where(key => _ratio.Of(key.Row).Value is not null).MaxBy(key => _ratio.Of(key.Row).Value) is { } highest
            ? $"{highest.Name} has the highest {_ratio.Name}: {_ratio.Text(_ratio.Of(highest.Row), money)}, vs {inTotal} in total {when}."
            : $"{_ratio.Title} is {inTotal} in total {when}.";
    }

    private IEnumerable<string> Shared()
    {
        if (!_ratio.Below.IsMoney && asked.Question.By is Dimension.Plan or Dimension.Currency)
            yield return $"A customer with two {(asked.Question.By == Dimension.Plan ? "plans" : "currencies")} counts in both, and once in the total.";
    }

    private AnswerTable Table(IReadOnlyList<KeyRow> keys, PeriodMrr total, MoneyFormat money)
    {
        var (above, below) = (Cells(_ratio.Above, keys, total), Cells(_ratio.Below, keys, total));
        List<KeyRow> rows = [.. keys, new("Total", 0, total)];
        return new(
            [asked.Currency.Code, _ratio.Title, _ratio.Above.Heading, _ratio.Below.Heading],
            [.. rows.Select((key, i) => (IReadOnlyList<string>)[key.Name, _ratio.Cell(_ratio.Of(key.Row), money), above[i], below[i]])],
            _frame.IsPart && !_ratio.IsBalance ? $"{asked.Days.Span(_frame.First, _frame.Last)} is part of {_frame.Name(asked.Days)}." : null);
    }

    /// <summary>Money as shown adds up to the shown total.</summary>
    private List<string> Cells(Side side, IReadOnlyList<KeyRow> keys, PeriodMrr total)
    {
        List<long> values = [.. keys.Select(key => side.Of(key.Row))];
        if (!side.IsMoney) return [.. values.Append(side.Of(total)).Select(Format.Count)];
        var money = MoneyFormat.For(asked.Currency, values.Append(side.Of(total)));
        return [.. Rounding.ShownParts(values, money.Round(values.Sum()), money.Unit).Append(money.Round(side.Of(total))).Select(money.Cell)];
    }
}
