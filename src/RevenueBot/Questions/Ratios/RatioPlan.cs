using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>"/arpu", "/asp", "/quick-ratio": the figure of a day or span beside the one before, and how it came there.</summary>
internal sealed class RatioPlan : IAnswerPlan
{
    private static readonly Window HalfYear = new Window.Last(6, CalendarUnit.Month);

    private readonly Asked _asked;
    private readonly Ratio _ratio;
    private readonly Frame _frame;
    private readonly Steps _steps;
    private readonly Period? _yearAgo;
    private readonly TrendPicture _trend;

    public RatioPlan(Asked asked)
    {
        (_asked, _ratio, _frame) = (asked, Ratio.For(asked.Question.Metric), AnswerPlan.FrameOf(asked));
        _steps = Steps.Of(asked.Question.Window is null ? asked.FrameOf(HalfYear) : _frame);
        _trend = TrendPicture.Of(_frame, asked);
        if (_ratio.IsBalance && asked.Question.Window is null) _yearAgo = new(asked.Day.AddYears(-1), asked.Day.AddYears(-1).AddDays(1));
    }

    public IEnumerable<Period> Periods => [.. Shown, .. _trend.Periods];

    private IEnumerable<Period> Shown => [_frame.Period, _frame.Before, .. _steps.Periods, .. _yearAgo is { } day ? (Period[])[day] : []];

    public Answer Write(LedgerView ledger)
    {
        var around = Provenance.Around(_asked, ledger);
        var now = ledger.Mrr(_frame.Period);
        if (NothingYet.Of(_asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        var money = RatioWords.Money(_asked, [.. Shown.Select(period => _ratio.Of(ledger.Mrr(period))), _ratio.Opening(now)]);
        return around with
        {
            Headline = Headline(ledger, money),
            Sentences = [.. Sentences(ledger, now)],
            Figures = [.. Figures(ledger, money)],
            Table = Table(ledger, money),
            Chart = _ratio.Picture(_asked.Currency, now).Draw(_trend, period => _ratio.Units(ledger.Mrr(period)), around.Footer),
            Suggestions = [new("By plan", (_asked.Question with { By = Dimension.Plan, Only = null }).ToString()), new("MRR", (_asked.Question with { Metric = Metric.Mrr }).ToString())],
            Series = ledger.Rows(_steps.Periods),
        };
    }

    /// <summary>"ARPA is $98.53 on 10 Nov, up $0.63 (+0.6%) vs 10 Oct." "Quick ratio: – for 1–10 Nov (no losses)."</summary>
    private string Headline(LedgerView ledger, MoneyFormat money)
    {
        var (now, then, with) = Comparison(ledger);
        var when = _ratio.IsBalance ? $"on {_asked.Days.Day(_frame.Last)}" : $"for {_asked.Days.Span(_frame.First, _frame.Last)}";
        var name = Format.Capital(_asked.MetricName);
        return now.Why is { } why
            ? $"{name}: {Format.Undefined} {when} ({RatioWords.Why(why)})."
            : $"{name} is {_ratio.Text(now, money)} {when}{RatioWords.Compared(_ratio, now, then, money, with)}.";
    }

    /// <summary>A balance is compared with the same day a month ago, or with the opening of the span asked for; other ratios with the span before.</summary>
    private (Measured Now, Measured Then, string With) Comparison(LedgerView ledger)
    {
        var (now, before) = (ledger.Mrr(_frame.Period), ledger.Mrr(_frame.Before));
        if (!_ratio.IsBalance) return (_ratio.Of(now), _ratio.Of(before), $"{(_ratio.IsMoney ? "vs" : "in")} {_asked.Days.Span(_frame.Before.Start, _frame.Before.LastDay)}");
        return _asked.Question.Window is null
            ? (_ratio.Of(now), _ratio.Of(before), $"vs {_asked.Days.Day(_frame.Before.LastDay)}")
            : (_ratio.Of(now), _ratio.Opening(now), $"since {_asked.Days.Day(_frame.First.AddDays(-1))}");
    }

    private IEnumerable<string> Sentences(LedgerView ledger, PeriodMrr now)
    {
        var formula = _ratio.Formula(now, _asked.Currency);
        yield return $"{Format.Capital(formula)}.";
        foreach (var sentence in Limits(_asked, ledger, now)) yield return sentence;
    }

    /// <summary>What is not in the figure, and what limits it.</summary>
    public static IEnumerable<string> Limits(Asked asked, LedgerView ledger, PeriodMrr now)
    {
        foreach (var amount in ChangeWords.Unconverted(now, ledger.Rates, asked.Days)) yield return $"Without {amount} and its customers.";
        foreach (var sentence in Provenance.Qualifiers(asked)) yield return sentence;
    }

    private IEnumerable<Figure> Figures(LedgerView ledger, MoneyFormat money)
    {
        var (now, _, _) = Comparison(ledger);
        yield return new(_ratio.Key, _ratio.Title, _ratio.Text(now, money), now.Why is { } why ? RatioWords.Why(why) : null,
            _ratio.IsMoney ? now.Rounded : null, _ratio.IsMoney ? null : now.Value);
        var (row, before) = (ledger.Mrr(_frame.Period), ledger.Mrr(_frame.Before));
        var versus = _ratio.IsBalance ? $"vs {_asked.Days.Day(_frame.Before.LastDay)}" : _asked.Days.Within(_frame.Before.Start, _frame.Before.LastDay);
        yield return Part(_ratio.Above, row, before, versus);
        yield return Part(_ratio.Below, row, before, versus);
        if (_yearAgo is not { } ago) yield break;
        var then = _ratio.Of(ledger.Mrr(ago));
        yield return then.Rounded is { } from && now.Rounded is { } to
            ? new("year", "vs a year ago", ChangeWords.Signed(from, to, money), $"{_ratio.Text(then, money)} on {_asked.Days.Day(ago.LastDay)}", to - from)
            : new("year", "vs a year ago", Format.Undefined, $"no {_ratio.Name} on {_asked.Days.Day(ago.LastDay)}");
    }

    private Figure Part(Side side, PeriodMrr row, PeriodMrr before, string versus)
    {
        var (now, then) = (side.Of(row), side.Of(before));
        var key = side.Heading.ToLowerInvariant().Replace(' ', '_').TrimEnd('.');
        if (!side.IsMoney) return new(key, _ratio.Metric == Metric.Asp ? "New customers" : "Paying customers", Format.Count(now), Versus(Format.Count(then), Format.SignedCount(now - then), versus), Number: now);
        var money = MoneyFormat.For(_asked.Currency, now, then);
        return new(key, side.Heading, money.Text(now), Versus(money.Text(then), money.Signed(money.Change(then, now)), versus), now);
    }

    private string Versus(string then, string change, string versus) => _ratio.IsBalance ? $"{change} {versus}" : $"vs {then} {versus}";

    private AnswerTable Table(LedgerView ledger, MoneyFormat money)
    {
        var rows = _steps.Periods.Select(ledger.Mrr).ToList();
        var (above, below) = (Cells(_ratio.Above, rows), Cells(_ratio.Below, rows));
        return new(
            [_asked.Currency.Code, _ratio.Title, _ratio.Above.Heading, _ratio.Below.Heading],
            [.. rows.Select((row, i) => (IReadOnlyList<string>)[Label(row.Period) + _steps.Mark(row.Period, _asked), _ratio.Cell(_ratio.Of(row), money), above[i], below[i]])],
            _steps.Note(_asked));
    }

    private string Label(Period step) => _ratio.IsBalance ? _asked.Days.Day(step.LastDay) : _asked.Days.Span(step.Start, step.LastDay);

    private List<string> Cells(Side side, List<PeriodMrr> rows)
    {
        var values = rows.ConvertAll(row => side.Of(row));
        var money = MoneyFormat.For(_asked.Currency, values);
        return values.ConvertAll(value => side.IsMoney ? money.Cell(value) : Format.Count(value));
    }
}
